/** In SQL, of a row `p` of pg_proc: one of our functions. The extensions' stand behind operators that everybody may use. */
export const IS_OWN_FUNCTION = `(p.pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'))`;
