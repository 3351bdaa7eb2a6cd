/** Mutants that change nothing which anybody could see, and why. They are not tried. */
export const EQUIVALENTS: Readonly<Record<string, string>> = {
  'refusal: access_receipt:7 PERFORM require_run(v_tenant, p_run)':
    'policies show no other organisation’s run: nothing is found, and that is refused by the service with the same answer',
  'condition: addresses_with_access:8 p.email = ANY (p_emails)':
    'its only caller, preview_invitations, looks for each address that was asked for in what it gives',
  "condition: audience_of_runs:14 g.status = 'active'": 'the policy of its owner shows active grants only',
  'condition: change_member:27 m.role <> p_role': 'writes the role that is there already',
  'condition: claim_invitation:13 r.id = (SELECT i.run_id FROM cc_invitations i WHERE i.claim_token_hash = p_hash OR i.mail_token_hash = p_hash)':
    'holds more runs than the one',
  "condition: claim_invitation:32 v_invitation.context_type = 'tenant'":
    'the context of every other invitation is a run, and no organisation has the id of a run',
  'condition: describe_receipt:11 i.run_id = p_run': 'what belongs to another run is in no trail of this one',
  'condition: end_grants:5 g.run_tenant_id = p_tenant': 'a run’s grants are its organisation’s, by a foreign key',
  'condition: end_session:5 ended_at IS NULL': 'enter_as_individual refuses a session that has ended',
};
