import type { ErrorText } from '../../core/operation.ts';

/** A refusal of the dialect: its status and the sentence of its body. */
export const error = (status: number, text: string): ErrorText => ({ status, body: { error: text } });
