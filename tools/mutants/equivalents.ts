/** Mutants that change nothing which anybody could see, and why. They are not tried. */
export const EQUIVALENTS: Readonly<Record<string, string>> = {
  'refusal: access_receipt:7 PERFORM require_run(v_tenant, p_run)':
    'policies show no other organisation’s run: nothing is found, and that is refused by the service with the same answer',
  'condition: addresses_with_access:8 p.email = ANY (p_emails)':
    'its only caller, preview_invitations, looks for each address that was asked for in what it gives',
  "condition: audience_of_runs:14 g.status = 'active'": 'the policy of its owner shows active grants only',
};
