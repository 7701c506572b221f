import { type RawBuilder, sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { exigirUsuario, type ProspectoTravado, travarParaAlterar } from './travar.ts';

export interface NovoEndereco {
  usuarioId: number;
  prospectoId: number;
  logradouroId: number;
  numero: string;
  tipo: 'PADRAO' | 'FISCAL' | 'COBRANCA' | 'INSTALACAO';
  classificacaoId: number;
  complemento: string | null;
  referencia: string | null;
  /** Of the ConnectMaster inventory where the prospect's company has that integration, of our register otherwise. */
  condominioId: number | null;
  /** These four count only with the integration (WebService Cliente, p. 104). */
  blocoId: number | null;
  andar: string | null;
  numeroCasa: string | null;
  apto: string | null;
  /** Where the caller knows them. */
  latitude: number | null;
  longitude: number | null;
}

/**
 * Registers an address of a prospect; gives its id. Without coordinates it takes those of a customer at the same
 * street and number, so that technical viability can be asked.
 * Throws invalid `usuario.`, `prospecto.`, `logradouro.`, `classificacao.`, `condominio.` and `bloco.desconhecido`,
 * conflict `prospecto.convertido`.
 */
export async function cadastrarEndereco(tx: Tx, novo: NovoEndereco): Promise<number> {
  await exigirUsuario(tx, novo.usuarioId);
  const prospecto = await travarParaAlterar(tx, novo.prospectoId);
  await exigirLugar(tx, novo);
  const { latitude, longitude } =
    novo.latitude === null || novo.longitude === null ? await coordenadasConhecidas(tx, novo) : novo;
  const { id } = await tx
    .insertInto('prospecto_endereco')
    .values({
      prospecto_id: novo.prospectoId,
      tipo: novo.tipo,
      logradouro_id: novo.logradouroId,
      numero: novo.numero,
      complemento: novo.complemento,
      referencia: novo.referencia,
      classificacao_id: novo.classificacaoId,
      latitude,
      longitude,
      ...(await noCondominio(tx, prospecto, novo)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function exigirLugar(tx: Tx, { logradouroId, classificacaoId }: NovoEndereco): Promise<void> {
  const { rows } = await sql<{ logradouro: boolean; classificacao: boolean }>`
    select exists (select from logradouro where id = ${logradouroId}) as logradouro,
      exists (select from classificacao_endereco where id = ${classificacaoId} and ativo) as classificacao`.execute(tx);
  if (!rows[0]?.logradouro) throw new DomainError('invalid', 'logradouro.desconhecido');
  if (!rows[0].classificacao) throw new DomainError('invalid', 'classificacao.desconhecida');
}

async function noCondominio(tx: Tx, { empresa_id }: ProspectoTravado, novo: NovoEndereco) {
  const { integracao_connect_master } = await tx
    .selectFrom('empresa')
    .select('integracao_connect_master')
    .where('id', '=', empresa_id)
    .executeTakeFirstOrThrow();
  const { condominioId, blocoId, andar, numeroCasa, apto } = novo;
  if (!integracao_connect_master) {
    await exigirCondominio(tx, 'condominio', condominioId);
    return { condominio_id: condominioId };
  }
  await exigirCondominio(tx, 'condominio_cm', condominioId);
  if (blocoId !== null) {
    const bloco = await tx
      .selectFrom('bloco_cm')
      .select('id')
      .where('id', '=', blocoId)
      .where('condominio_cm_id', '=', condominioId)
      .executeTakeFirst();
    if (!bloco) throw new DomainError('invalid', 'bloco.desconhecido');
  }
  return { condominio_cm_id: condominioId, bloco_cm_id: blocoId, andar, numero_casa: numeroCasa, apto };
}

async function exigirCondominio(tx: Tx, tabela: 'condominio' | 'condominio_cm', id: number | null): Promise<void> {
  if (id === null) return;
  const { rows } = await sql`select from ${sql.table(tabela)} where id = ${id}`.execute(tx);
  if (rows.length === 0) throw new DomainError('invalid', 'condominio.desconhecido');
}

async function coordenadasConhecidas(db: Reader, { logradouroId, numero }: NovoEndereco) {
  const found = await db
    .selectFrom('cliente_endereco')
    .select(['latitude', 'longitude'])
    .where('logradouro_id', '=', logradouroId)
    .where('numero', '=', numero)
    .where('latitude', 'is not', null)
    .where('longitude', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found ?? { latitude: null, longitude: null };
}

/**
 * The id of the address that credit and viability look at: where the service would be installed, else the standard
 * one, else the first. The documents do not say which (p. 112, 118). `prospecto` is the column with the prospect's id.
 */
export const enderecoDeInstalacao = (prospecto: string): RawBuilder<number | null> => sql<number | null>`(
  select pe.id from prospecto_endereco pe where pe.prospecto_id = ${sql.ref(prospecto)}
  order by array_position(array['INSTALACAO', 'PADRAO'], pe.tipo), pe.id limit 1)`;
