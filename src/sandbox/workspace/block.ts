export type Block = { readonly type: string; readonly block_id?: string } & Record<string, unknown>;
