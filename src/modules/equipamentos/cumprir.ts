import { sql } from 'kysely';
import type { Database, Reader } from '#platform/db.ts';
import { AcsMudoError } from './genieacs.ts';
import type { Acs, Desfecho, Olt } from './portas.ts';

/** What commands are carried out with. */
export interface Meios {
  db: Database;
  olt: Olt;
  acs: Acs;
  /** Name and password of the contract's Wi-Fi, as they are now; null: none were set. */
  wifi(db: Reader, contratoId: number): Promise<{ login: string; senha: string } | null>;
}

interface Tarefa {
  id: number;
  equipamento_id: number;
  contrato_id: number;
  tipo: 'PROVISIONAR' | 'DESPROVISIONAR' | 'REINICIAR' | 'CONFIGURAR_WIFI';
}

const falha = (resultado: string, denovo = false): Desfecho => ({ certo: false, resultado, denovo });

/** Carries a command out at the OLT or the ACS, outside of any transaction. */
export async function cumprir(meios: Meios, { id, equipamento_id, contrato_id, tipo }: Tarefa): Promise<Desfecho> {
  const alvo = await lerAlvo(meios.db, equipamento_id, contrato_id);
  // Meanwhile it went to another customer.
  if (!alvo || alvo.equipamento_contrato !== contrato_id) return falha('equipamento_de_outro_contrato');
  if (tipo !== 'DESPROVISIONAR' && alvo.status === 'CANCELADO') return falha('contrato_cancelado');
  if (tipo === 'PROVISIONAR' || tipo === 'DESPROVISIONAR') {
    return meios.olt.executar({
      comandoId: id,
      comando: tipo === 'PROVISIONAR' ? 'provisionar' : 'desprovisionar',
      fabricante: alvo.fabricante,
      serial: alvo.serial,
      contratoId: contrato_id,
      clienteId: alvo.cliente_id,
      planoId: alvo.plano_id,
      cidadeId: alvo.cidade_id,
      loginPppoe: alvo.login_pppoe,
      telefonia: alvo.telefonia,
      caixa:
        alvo.caixa_id === null || alvo.saida === null || alvo.caixa_numero === null
          ? null
          : { id: alvo.caixa_id, numero: alvo.caixa_numero, saida: alvo.saida, mapeamento: alvo.mapeamento },
    });
  }
  const acsId = await acharNoAcs(meios, { ...alvo, equipamento_id });
  if (typeof acsId !== 'string') return acsId;
  if (tipo === 'REINICIAR') return meios.acs.reiniciar(acsId);
  const wifi = await meios.wifi(meios.db, contrato_id);
  if (!wifi) return falha('sem_dados_de_wifi');
  const onde = await meios.db
    .selectFrom('wifi_tr069')
    .select(['nome', 'senha'])
    .where('fabricante', '=', alvo.fabricante)
    .executeTakeFirst();
  if (!onde) return falha('sem_parametros_de_wifi');
  return meios.acs.configurar(acsId, [
    ...onde.nome.map((parametro) => [parametro, wifi.login] as const),
    ...onde.senha.map((parametro) => [parametro, wifi.senha] as const),
  ]);
}

async function acharNoAcs(
  { db, acs }: Meios,
  { equipamento_id, serial, acs_id }: { equipamento_id: number; serial: string; acs_id: string | null },
): Promise<string | Desfecho> {
  try {
    const acsId = await acs.achar({ serial, acsId: acs_id });
    if (acsId === null) return falha('desconhecido_no_acs', true);
    if (acs_id === null) {
      await db.updateTable('equipamento').set({ acs_id: acsId }).where('id', '=', equipamento_id).execute();
    }
    return acsId;
  } catch (error) {
    if (error instanceof AcsMudoError) return falha(error.reason, error.reason !== 'recusa');
    throw error;
  }
}

function lerAlvo(db: Reader, equipamentoId: number, contratoId: number) {
  return db
    .selectFrom('equipamento as e')
    .innerJoin('contrato as k', (join) => join.on('k.id', '=', contratoId))
    .leftJoin('saida_caixa as s', (join) => join.on('s.id', '=', saidaDoContrato))
    .leftJoin('caixa as c', 'c.id', 's.caixa_id')
    .select(['e.fabricante', 'e.serial', 'e.acs_id', 'e.login_pppoe', 'e.telefonia', 'e.cidade_id'])
    .select(['e.contrato_id as equipamento_contrato', 'k.status', 'k.cliente_id', 'k.plano_id', 's.numero as saida'])
    .select(['c.id as caixa_id', 'c.numero as caixa_numero', 'c.mapeamento'])
    .where('e.id', '=', equipamentoId)
    .executeTakeFirst();
}

// A contract that is cancelled has given its output back: the OLT is told where it was until then.
const saidaDoContrato = sql<number | null>`coalesce(
  (select id from saida_caixa where contrato_id = k.id order by id limit 1),
  (select h.saida_id from saida_caixa_historico h
    where h.contrato_de = k.id and (h.quando at time zone 'America/Sao_Paulo')::date >= k.cancelado_em
    order by h.id desc limit 1))`;
