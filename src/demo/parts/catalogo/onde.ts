/** Where, by whom and under which kind of contract the demo provider sells. */
export const CIDADE = 100;
export const EMPRESA = 1;
export const RESIDENCIAL = 1;
