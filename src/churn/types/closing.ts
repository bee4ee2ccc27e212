/** Who may close an account, in the order of the schema's values. */
export const CLOSED_BY = ['customer', 'carrier'] as const;
