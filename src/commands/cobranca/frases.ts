import { type Day, formatDay } from '#kernel/dates.ts';
import { centavos, formatReais } from '#kernel/money.ts';
import type { Acao, Decisao, Motivo, Passos } from '#modules/inadimplencia/index.ts';

const acoes: Record<Acao, string> = {
  NADA: 'nada',
  AVISAR: 'avisar',
  'REGISTRAR PROVA': 'registrar a prova do aviso',
  'REVOGAR PROVA': 'desfazer a prova do aviso',
  'ENVIAR SMS': 'enviar o aviso por SMS',
  'SUSPENDER PARCIALMENTE': 'suspender parcialmente',
  SUSPENDER: 'suspender',
  RESCINDIR: 'rescindir',
  HABILITAR: 'habilitar',
  'VOLTAR DA CONFIANCA': 'suspender de novo',
  'ENCERRAR AVISO': 'encerrar o aviso',
};

const motivos: Record<Motivo, (dia: string) => string> = {
  em_dia: () => 'nada vencido',
  isento: () => 'isento de cobrança',
  inativo: () => 'inativo temporariamente',
  fora_de_servico: () => 'fora de serviço',
  quitado: () => 'o débito avisado foi quitado',
  contestado: () => 'o débito está contestado',
  primeira_parcela: () => 'espera a primeira parcela da negociação',
  parcela_paga: () => 'a primeira parcela da negociação não está mais em aberto',
  em_confianca: (dia) => `em confiança até ${dia}`,
  fim_da_confianca: () => 'a confiança terminou sem pagamento',
  sem_registro: () => 'em confiança, sem registro de quando termina',
  suspenso_sem_divida: () => 'suspenso sem débito nem aviso: confira quem o suspendeu',
  ainda_nao_avisa: (dia) => `vencido, é avisado em ${dia}`,
  vencida: () => 'vencido e ainda não avisado',
  espera_prova: () => 'o aviso ainda não saiu, e nenhum prazo corre',
  provado: (dia) => `o aviso saiu em ${dia}`,
  nao_entregue: () => 'a operadora não entregou o SMS',
  email_falhou: () => 'o e-mail não saiu',
  falta_carta: () => 'não há e-mail nem SMS que chegue: falta a carta (balcao cobranca cartas)',
  prazo_correndo: (dia) => `avisado; o próximo passo é em ${dia}`,
  dia_vedado: () => 'o prazo venceu, mas hoje não se suspende (sexta-feira, fim de semana, feriado ou véspera)',
  prazo_vencido: () => 'o prazo do aviso venceu',
  dias_suspenso: () => 'os dias de suspensão se completaram',
};

/** A contract's line: what happens to it and why. */
export function fraseDe({ contrato, passos }: Passos): string {
  const feito = passos.map(passoDe).join('; ');
  return `cliente ${contrato.clienteId}, contrato ${contrato.id} (${contrato.status}): ${feito}`;
}

function passoDe({ acao, motivo, dia, dividas }: Decisao): string {
  const devido = centavos(dividas.reduce((soma, divida) => soma + divida.devido, 0));
  const faturas = dividas.map(({ faturaId }) => faturaId).join(', ');
  const debito = devido > 0 ? ` [${formatReais(devido)}, faturas ${faturas}]` : '';
  return `${acoes[acao]}: ${motivos[motivo](dia ? escrito(dia) : '')}${debito}`;
}

const escrito = (dia: Day): string => formatDay(dia, 'dd/MM/yyyy');
