import type { BancoCnab } from './layout.ts';

/** Reasons of a refusal (FEBRABAN, C047 domínio A), shared by the three banks where theirs below do not differ. */
const recusas: Readonly<Record<string, string>> = {
  '01': 'código do banco inválido',
  '02': 'código do registro inválido',
  '03': 'código do segmento inválido',
  '04': 'movimento não permitido para a carteira',
  '05': 'código de movimento inválido',
  '06': 'inscrição do beneficiário inválida',
  '07': 'agência, conta ou dígito inválidos',
  '08': 'nosso número inválido',
  '09': 'nosso número duplicado',
  '10': 'carteira inválida',
  '11': 'forma de cadastramento inválida',
  '12': 'tipo de documento inválido',
  '13': 'identificação da emissão inválida',
  '14': 'identificação da distribuição inválida',
  '15': 'características da cobrança incompatíveis',
  '16': 'data de vencimento inválida',
  '17': 'vencimento anterior à emissão',
  '18': 'vencimento fora do prazo de operação',
  '20': 'valor do título inválido',
  '21': 'espécie do título inválida',
  '22': 'espécie não permitida para a carteira',
  '23': 'aceite inválido',
  '24': 'data de emissão inválida',
  '25': 'emissão posterior à entrada',
  '26': 'código de juros inválido',
  '27': 'valor ou taxa de juros inválidos',
  '28': 'código de desconto inválido',
  '29': 'desconto maior ou igual ao valor do título',
  '33': 'abatimento inválido',
  '34': 'abatimento maior ou igual ao valor do título',
  '37': 'código de protesto inválido',
  '38': 'prazo de protesto inválido',
  '42': 'código de baixa inválido',
  '43': 'prazo de baixa inválido',
  '44': 'código da moeda inválido',
  '45': 'nome do pagador não informado',
  '46': 'inscrição do pagador inválida',
  '47': 'endereço do pagador não informado',
  '48': 'CEP inválido',
  '49': 'CEP sem praça de cobrança',
  '50': 'CEP de banco correspondente',
  '51': 'CEP incompatível com a UF',
  '52': 'UF inválida',
  '53': 'inscrição do sacador inválida',
  '54': 'sacador não informado',
  '57': 'código da multa inválido',
  '58': 'data da multa inválida',
  '59': 'valor ou percentual da multa inválidos',
  '60': 'movimento para título não cadastrado',
  '63': 'título já cadastrado',
  A4: 'pagador DDA',
};

const doBanco: Readonly<Record<BancoCnab, Readonly<Record<string, string>>>> = {
  '001': {
    '52': 'título já liquidado (carteira 17)',
    '79': 'data dos juros inválida',
    '83': 'limite excedido',
    '86': 'seu número inválido',
    A5: 'título já liquidado',
    A6: 'convenente inválido ou encerrado',
    A7: 'título já está na situação pretendida',
    B2: 'valor nominal conflitante',
  },
  '033': {},
  '104': {
    '11': 'data de geração inválida',
    '65': 'CEP do pagador não encontrado',
    '68': 'movimentação inválida para o título',
    '73': 'código do beneficiário inválido',
    AF: 'título não está em aberto',
    AG: 'título já vencido',
    AM: 'nosso número fora de sequência',
    B2: 'valor nominal conflitante',
    VB: 'registro duplicado',
    VL: 'beneficiário não cadastrado',
    YA: 'data de juros inválida ou não informada',
    YY: 'prazo de devolução fora de 1 a 999 dias',
  },
};

/** How it was written off (FEBRABAN, C047 domínio C). */
const baixas: Readonly<Record<string, string>> = {
  '09': 'comandada pelo banco',
  '10': 'comandada por arquivo',
  '11': 'comandada on-line',
  '12': 'decurso de prazo do cliente',
  '13': 'decurso de prazo do banco',
  '14': 'protestado',
  '15': 'título excluído',
};

/** Up to five reasons of two characters, in words; a code that is not known here is named. */
export function motivosEmTexto(banco: BancoCnab, codigos: string, de: 'recusa' | 'baixa'): string {
  const found = codigos.match(/../g) ?? [];
  return found
    .filter((codigo) => !/^[0 ]+$/.test(codigo))
    .map((codigo) => {
      const texto = de === 'baixa' ? baixas[codigo] : (doBanco[banco][codigo] ?? recusas[codigo]);
      return texto ? `${codigo} ${texto}` : `motivo ${codigo}`;
    })
    .join('; ');
}
