import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Clock } from '#platform/clock.ts';
import type { Database, Tx } from '#platform/db.ts';
import { idadeEm } from '../rules.ts';
import {
  consultaRecente,
  guardarConsulta,
  type PedidoDeConsulta,
  type ProspectoConsultado,
  prospectoParaConsulta,
} from './consulta.ts';
import { consultarParceiro } from './parceiros.ts';
import { analisar } from './rules.ts';
import type { RespostaSpc, Spc } from './spc.ts';

/** What is kept of a query: the answer, and the age on that day, which a criterion may name. */
export type DadosSpc = RespostaSpc & { idade: number | null };

/** The answer to be kept, or the query whose answer is given again. */
export type PreparoSpc = { consultaId: number } | { prospecto: ProspectoConsultado; resposta: RespostaSpc };

/**
 * Asks SPC about a prospect, outside of any transaction; within `dias` days of a query of the same document that
 * one is taken instead. Throws invalid `prospecto.desconhecido`, invalid `usuario.desconhecido`, conflict
 * `prospecto.sem_documento`, unavailable `parceiro.indisponivel`.
 */
export async function prepararSpc(
  deps: { db: Database; clock: Clock; spc: Spc; dias: number },
  pedido: PedidoDeConsulta,
): Promise<PreparoSpc> {
  const prospecto = await prospectoParaConsulta(deps.db, pedido);
  const { documento } = prospecto;
  const recente = await consultaRecente(deps, 'SPC', documento);
  if (recente !== null) return { consultaId: recente };
  return { prospecto, resposta: await consultarParceiro(deps.spc, { documento }) };
}

/**
 * Keeps the answer with the verdict of each active criterion for that kind of person, and gives the whole. Approved
 * is who meets all of them, unless the bureau itself advises against.
 */
export async function concluirSpc(tx: Tx, clock: Clock, pedido: PedidoDeConsulta, preparo: PreparoSpc) {
  if ('consultaId' in preparo) return consultaSpc(tx, preparo.consultaId);
  const { prospecto, resposta } = preparo;
  const dados: DadosSpc = {
    ...resposta,
    idade: resposta.dataNascimento && idadeEm(resposta.dataNascimento, clock.today()),
  };
  const criterios = await tx
    .selectFrom('criterio_credito')
    .selectAll()
    .where('ativo', '=', true)
    .orderBy('id')
    .execute();
  const analises = analisar(criterios, prospecto.tipo_pessoa, dados);
  const consultadoEm = clock.now();
  const id = await guardarConsulta(tx, {
    ...pedido,
    parceiro: 'SPC',
    documento: prospecto.documento,
    consultadoEm,
    resposta: dados,
    aprovado: resposta.aprovado !== false && analises.every(({ aprovado }) => aprovado),
  });
  if (analises.length > 0) {
    const linhas = analises.map(({ criterio, aprovado }) => ({
      consulta_id: id,
      criterio_id: criterio.id,
      aprovado,
      // The one who answers for the sale.
      usuario_id: prospecto.vendedor_id ?? pedido.usuarioId,
      analisado_em: consultadoEm,
    }));
    await tx.insertInto('analise_credito').values(linhas).execute();
  }
  return consultaSpc(tx, id);
}

async function consultaSpc(tx: Tx, id: number) {
  const consulta = await tx
    .selectFrom('consulta_credito as q')
    .innerJoin('prospecto as p', 'p.id', 'q.prospecto_id')
    .select(['q.id', 'q.consultado_em', 'q.usuario_id', 'q.documento', 'q.resposta', 'q.aprovado', 'p.tipo_pessoa'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('analise_credito as a')
          .innerJoin('criterio_credito as c', 'c.id', 'a.criterio_id')
          .select(['a.id', 'a.aprovado', 'a.usuario_id', 'c.id as criterio_id', 'c.ativo', 'c.pergunta'])
          .select(['c.operador', 'c.valor_referencia', 'c.campo', 'c.tipo_pessoa'])
          .whereRef('a.consulta_id', '=', 'q.id')
          .orderBy('c.id'),
      ).as('analises'),
    )
    .where('q.id', '=', id)
    .executeTakeFirstOrThrow();
  return { ...consulta, resposta: consulta.resposta as DadosSpc };
}

export type ConsultaSpc = Awaited<ReturnType<typeof concluirSpc>>;
