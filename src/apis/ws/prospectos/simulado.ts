/** Says on each answer that a simulated partner gave it: the documented body has no room for that. */
export const avisoDeSimulacao = ({ simulado }: { simulado: boolean }): Record<string, string> =>
  simulado ? { 'x-balcao-simulado': 'sim' } : {};
