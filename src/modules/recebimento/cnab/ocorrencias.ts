import type { BancoCnab } from './layout.ts';

/** What an entry of a return file does. ESTORNO: the bank takes money back; INFORMATIVO: nothing. */
export type Efeito =
  | 'REGISTRADO'
  | 'RECUSADO'
  | 'LIQUIDADO'
  | 'BAIXADO'
  | 'INSTRUCAO_RECUSADA'
  | 'ESTORNO'
  | 'INFORMATIVO';

export interface Ocorrencia {
  efeito: Efeito;
  texto: string;
}

const o = (efeito: Efeito, texto: string): Ocorrencia => ({ efeito, texto });

/** FEBRABAN's codes of movement (C044) that the three banks share. */
const comuns: Readonly<Record<string, Ocorrencia>> = {
  '02': o('REGISTRADO', 'entrada confirmada'),
  '03': o('RECUSADO', 'entrada rejeitada'),
  '04': o('INFORMATIVO', 'transferência de carteira, entrada'),
  '05': o('INFORMATIVO', 'transferência de carteira, baixa'),
  '06': o('LIQUIDADO', 'liquidação'),
  '09': o('BAIXADO', 'baixa'),
  '11': o('INFORMATIVO', 'título em carteira'),
  '12': o('INFORMATIVO', 'abatimento confirmado'),
  '13': o('INFORMATIVO', 'abatimento cancelado'),
  '14': o('INFORMATIVO', 'vencimento alterado'),
  '17': o('LIQUIDADO', 'liquidação após baixa ou de título não registrado'),
  '19': o('INFORMATIVO', 'instrução de protesto confirmada'),
  '20': o('INFORMATIVO', 'protesto sustado'),
  '23': o('INFORMATIVO', 'remessa a cartório'),
  '24': o('INFORMATIVO', 'retirada de cartório'),
  '25': o('BAIXADO', 'protestado e baixado'),
  '26': o('INSTRUCAO_RECUSADA', 'instrução rejeitada'),
  '27': o('INFORMATIVO', 'alteração de dados confirmada'),
  '28': o('INFORMATIVO', 'débito de tarifas ou custas'),
  '29': o('INFORMATIVO', 'ocorrência do pagador'),
  '30': o('INSTRUCAO_RECUSADA', 'alteração de dados rejeitada'),
};

const DDA: Readonly<Record<string, Ocorrencia>> = {
  '51': o('INFORMATIVO', 'DDA reconhecido pelo pagador'),
  '52': o('INFORMATIVO', 'DDA não reconhecido pelo pagador'),
  '53': o('INFORMATIVO', 'DDA recusado pela CIP'),
};

const doBanco: Readonly<Record<BancoCnab, Readonly<Record<string, Ocorrencia>>>> = {
  '001': {
    '15': o('INFORMATIVO', 'franco de pagamento'),
    '44': o('ESTORNO', 'título pago com cheque devolvido'),
    '50': o('INFORMATIVO', 'título pago com cheque pendente de compensação'),
  },
  '033': DDA,
  '104': {
    '01': o('INFORMATIVO', 'impressão confirmada'),
    '07': o('INFORMATIVO', 'desconto confirmado'),
    '08': o('INFORMATIVO', 'desconto cancelado'),
    '44': o('ESTORNO', 'estorno de baixa ou liquidação'),
    '45': o('INFORMATIVO', 'alteração de dados'),
    '46': o('LIQUIDADO', 'liquidação on-line'),
    '47': o('ESTORNO', 'estorno de liquidação on-line'),
    '61': o('INFORMATIVO', 'valor nominal alterado'),
    '62': o('INFORMATIVO', 'valor mínimo ou máximo alterado'),
    ...DDA,
  },
};

/** What a code of movement means at a bank; null for one that its manual does not have. */
export const ocorrenciaDo = (banco: BancoCnab, codigo: string): Ocorrencia | null =>
  doBanco[banco][codigo] ?? comuns[codigo] ?? null;
