// The common kinds of street and how the documents' samples shorten them (RUA: R.); others stay as they are.
const ABREVIATURAS: Readonly<Record<string, string>> = {
  ACESSO: 'AC.',
  ALAMEDA: 'AL.',
  AVENIDA: 'AV.',
  BECO: 'BC.',
  BOULEVARD: 'BLV.',
  CAMINHO: 'CAM.',
  CHACARA: 'CH.',
  CONJUNTO: 'CJ.',
  CONDOMINIO: 'COND.',
  ESCADARIA: 'ESC.',
  ESTRADA: 'EST.',
  FAZENDA: 'FAZ.',
  JARDIM: 'JD.',
  LADEIRA: 'LD.',
  LARGO: 'LGO.',
  LOTEAMENTO: 'LOT.',
  PARQUE: 'PRQ.',
  PASSAGEM: 'PSG.',
  PRACA: 'PC.',
  QUADRA: 'Q.',
  RESIDENCIAL: 'RES.',
  RODOVIA: 'ROD.',
  RUA: 'R.',
  SERVIDAO: 'SVD.',
  SITIO: 'SIT.',
  TRAVESSA: 'TV.',
  TREVO: 'TRV.',
  VIA: 'V.',
  VIADUTO: 'VD.',
  VIELA: 'VL.',
  VILA: 'VLA.',
};

/** "RUA" → "R."; a kind that has no abbreviation as it is. */
export const abreviarTipo = (tipo: string): string => ABREVIATURAS[tipo] ?? tipo;

/** "RUA DO SOL" → ["RUA", "DO SOL"]; a name that begins with no kind of street comes back with "". */
export function separarTipo(nome: string): [tipo: string, nome: string] {
  const blank = nome.indexOf(' ');
  const first = nome.slice(0, Math.max(blank, 0));
  return Object.hasOwn(ABREVIATURAS, first) ? [first, nome.slice(blank + 1)] : ['', nome];
}
