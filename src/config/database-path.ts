/** Where the record is kept unless DATABASE_PATH says otherwise. */
export const DEFAULT_DATABASE_PATH = "./data/sitrep.db";
