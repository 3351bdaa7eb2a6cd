// Free of the framework: the operator's command judges zones by the same rule.

/**
 * Names that only ICU knows. PostgreSQL has never heard of most of them, and means other zones by some: IST is India to the
 * one and Israel to the other.
 */
const ICU_ONLY =
  /^(?:ACT|AET|AGT|ART|AST|BET|BST|CAT|CNT|CST|CTT|EAT|ECT|IET|IST|JST|MIT|NET|NST|PLT|PNT|PRT|PST|SST|VST|SystemV\/.*|US\/Pacific-New)$/i;

/** The form of a zone's name, and its length at most. */
export const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+\-/]*$/;
export const ZONE_NAME_LENGTH = 64;

/** True for a zone name of the IANA database. An offset such as +02:00 is none: it knows no summer time. */
export function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || !ZONE_NAME.test(value) || value.length > ZONE_NAME_LENGTH || ICU_ONLY.test(value)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
