import { sql } from 'kysely';
import { type Day, formatDay } from '#kernel/dates.ts';
import { mudarStatus, type StatusContrato } from '#modules/contratos/index.ts';
import type { Politica } from '#modules/financeiro/index.ts';
import { agendarEmailAoCliente } from '#modules/notificacoes/index.ts';
import type { Tx } from '#platform/db.ts';
import { type Avisado, agendarAvisoPorSms, avisar, valoresDoAviso } from './avisar.ts';
import { datasComProva } from './prazos.ts';
import type { Acao, Decisao, Motivo } from './rules.ts';
import type { AvisoAberto, ContratoEmCobranca } from './situacao.ts';

/** A contract and what happens to it on that day. */
export interface Passos {
  contrato: ContratoEmCobranca;
  passos: readonly Decisao[];
}

/** Does what was decided for contracts of one customer that are locked. */
export async function aplicar(
  tx: Tx,
  clienteId: number,
  decididos: readonly Passos[],
  politica: Politica,
  hoje: Day,
): Promise<void> {
  for (const { contrato, passos } of decididos) {
    for (const decisao of passos) await executar(tx, contrato, decisao, hoje);
  }
  const avisados = com('AVISAR', decididos);
  if (avisados.length > 0) await avisar(tx, clienteId, avisados, politica, hoje);
  const porSms = com('ENVIAR SMS', decididos);
  if (porSms.length > 0) await enviarSms(tx, clienteId, porSms);
}

/** The contracts that an action meets, with their debts: one message tells of all. */
function com(acao: Acao, decididos: readonly Passos[]): (Avisado & { aviso: AvisoAberto | null })[] {
  return decididos.flatMap(({ contrato: { id, aviso }, passos }) =>
    passos.filter((passo) => passo.acao === acao).map(({ dividas }) => ({ contratoId: id, dividas, aviso })),
  );
}

async function executar(tx: Tx, contrato: ContratoEmCobranca, decisao: Decisao, hoje: Day): Promise<void> {
  const { aviso } = contrato;
  switch (decisao.acao) {
    case 'REGISTRAR PROVA':
      if (aviso && decisao.dia) await registrarProva(tx, aviso, decisao.dia, canalDe(aviso));
      return;
    case 'REVOGAR PROVA':
      await mudarAviso(tx, contrato, { enviado_em: null, prova: null });
      return;
    case 'SUSPENDER PARCIALMENTE':
      await mudar(tx, contrato, 'SUSPENSO PARCIALMENTE', 'INADIMPLENCIA');
      return;
    case 'SUSPENDER':
      await mudar(tx, contrato, 'SUSPENSO', 'INADIMPLENCIA');
      await mudarAviso(tx, contrato, { suspenso_em: aviso?.suspensoEm ?? hoje });
      return;
    case 'VOLTAR DA CONFIANCA':
      await mudar(tx, contrato, contrato.confianca?.voltarPara ?? 'SUSPENSO', 'FIM DA CONFIANCA');
      await encerrarConfianca(tx, contrato.id, hoje);
      return;
    case 'HABILITAR':
      await mudar(tx, contrato, 'HABILITADO', motivoDaVolta[decisao.motivo] ?? 'PAGAMENTO');
      await mudarAviso(tx, contrato, { situacao: 'ENCERRADO', encerrado_em: hoje });
      await encerrarConfianca(tx, contrato.id, hoje);
      return;
    case 'ENCERRAR AVISO':
      await mudarAviso(tx, contrato, { situacao: 'ENCERRADO', encerrado_em: hoje });
      return;
    case 'RESCINDIR':
      await mudar(tx, contrato, 'CANCELADO', 'RESCISAO POR INADIMPLENCIA');
      await mudarAviso(tx, contrato, { situacao: 'RESCINDIDO', encerrado_em: hoje });
      await avisarRescisao(tx, contrato, hoje);
      return;
    default:
      return;
  }
}

const motivoDaVolta: Partial<Record<Motivo, string>> = { contestado: 'CONTESTACAO', isento: 'ISENCAO' };

const mudar = (tx: Tx, { id: contratoId }: ContratoEmCobranca, para: StatusContrato, motivo: string): Promise<void> =>
  mudarStatus(tx, { contratoId, para, motivo });

async function mudarAviso(
  tx: Tx,
  { id }: ContratoEmCobranca,
  novo: {
    situacao?: 'ENCERRADO' | 'RESCINDIDO';
    encerrado_em?: Day;
    suspenso_em?: Day;
    enviado_em?: null;
    prova?: null;
  },
): Promise<void> {
  await tx
    .updateTable('aviso_inadimplencia')
    .set(novo)
    .where('contrato_id', '=', id)
    .where('situacao', '=', 'ABERTO')
    .execute();
}

/** Puts the proof of a notice on record; its terms run from that day. */
export async function registrarProva(
  tx: Tx,
  aviso: AvisoAberto,
  dia: Day,
  prova: 'EMAIL' | 'SMS' | 'CARTA',
): Promise<void> {
  const { suspendeParcialEm, suspendeEm, rescindeEm } = datasComProva(aviso, dia);
  await tx
    .updateTable('aviso_inadimplencia')
    .set({
      enviado_em: dia,
      prova,
      suspende_parcial_em: suspendeParcialEm,
      suspende_em: suspendeEm,
      rescinde_em: rescindeEm,
    })
    .where('id', '=', aviso.id)
    .where('enviado_em', 'is', null)
    .execute();
}

const canalDe = ({ mensagens }: AvisoAberto): 'EMAIL' | 'SMS' =>
  mensagens.find(({ estado, entrega }) => estado === 'ENVIADA' && entrega !== 'NAO_ENTREGUE')?.canal ?? 'EMAIL';

async function enviarSms(
  tx: Tx,
  clienteId: number,
  porSms: readonly (Avisado & { aviso: AvisoAberto | null })[],
): Promise<void> {
  const rows = await tx
    .selectFrom('aviso_inadimplencia as a')
    .innerJoin('cliente as c', 'c.id', 'a.cliente_id')
    .select(['a.id', 'a.causa', 'c.nome'])
    .where(
      'a.id',
      'in',
      porSms.flatMap(({ aviso }) => aviso?.id ?? []),
    )
    .execute();
  // Notices of one day share their message, and its days.
  for (const [causa, avisos] of Map.groupBy(rows, (row) => row.causa)) {
    const ids = avisos.map(({ id }) => id);
    const deles = porSms.filter(({ aviso }) => aviso && ids.includes(aviso.id));
    const [primeiro] = deles;
    if (!primeiro?.aviso) continue;
    const valores = valoresDoAviso(avisos[0]?.nome ?? '', deles, primeiro.aviso);
    await agendarAvisoPorSms(tx, clienteId, causa, valores);
  }
}

async function encerrarConfianca(tx: Tx, contratoId: number, hoje: Day): Promise<void> {
  await tx
    .updateTable('contrato_confianca')
    .set({ voltou_em: sql<Day>`greatest(${hoje}::date, inicio)` })
    .where('contrato_id', '=', contratoId)
    .where('voltou_em', 'is', null)
    .execute();
}

async function avisarRescisao(tx: Tx, { id, clienteId, aviso }: ContratoEmCobranca, hoje: Day): Promise<void> {
  await agendarEmailAoCliente(tx, {
    clienteId,
    modelo: 'rescisao-inadimplencia',
    causa: `inadimplencia.rescisao ${aviso?.id ?? id}`,
    valores: (nome) => ({ nome, contrato: id, data: formatDay(hoje, 'dd/MM/yyyy') }),
  });
}
