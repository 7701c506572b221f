import { sql } from 'kysely';
import { criarNas, type NovoNas } from '#modules/radius/index.ts';
import type { Database } from '#platform/db.ts';
import { inTransaction } from '#platform/transaction.ts';
import { makeAssinante, makeContrato } from './makers.ts';

export const SEGREDO = 'segredo-do-nas';
let next = 1;

/** A NAS that speaks from this machine. */
export const makeNas = (db: Database, changed: Partial<NovoNas> = {}) =>
  inTransaction(db, { origem: 'teste', operacao: 'teste' }, (tx) =>
    criarNas(tx, { ip: '127.0.0.1', nome: `bng${next++}`, fabricante: 'mikrotik', segredo: SEGREDO, ...changed }),
  );

/** A subscriber with an internet contract of 100/50 Mbps that has a login. */
export async function makeInternauta(db: Database, changed: { status?: 'HABILITADO' | 'SUSPENSO' } = {}) {
  const assinante = await makeAssinante(db);
  const { id: velocidade_id } = await db
    .insertInto('velocidade')
    .values({ descricao: '100M', download_kbps: 100_000, upload_kbps: 50_000 })
    .returning('id')
    .executeTakeFirstOrThrow();
  const login = `assinante.${next++}@provedor`;
  const contrato = await makeContrato(db, assinante.id, {
    login_radius: login,
    senha_radius: 'senha-do-login',
    velocidade_id,
    ...changed,
  });
  return { assinante, contrato, login, senha: 'senha-do-login' };
}

/** Everything that came of the packets of one login. */
export async function sessoesDe(db: Database, login: string) {
  const { rows } = await sql<{
    acctsessionid: string;
    inicio: Date;
    fim: Date | null;
    entrada: number;
    saida: number;
    tempo: number;
    causa: string | null;
    grupo: string | null;
    ip: string | null;
  }>`select acctsessionid, acctstarttime as inicio, acctstoptime as fim, acctinputoctets as entrada, acctoutputoctets as saida,
      acctsessiontime as tempo, acctterminatecause as causa, groupname as grupo, host(framedipaddress) as ip
    from radius.radacct where username = ${login} order by acctstarttime, radacctid`.execute(db);
  return rows;
}

/** The bytes of a contract on all its days. */
export async function consumoDe(db: Database, contratoId: number) {
  const { rows } = await sql<{
    download: number;
    upload: number;
  }>`select coalesce(sum(download), 0)::bigint as download,
    coalesce(sum(upload), 0)::bigint as upload from radius.consumo_dia where contrato_id = ${contratoId}`.execute(db);
  return rows[0] ?? { download: 0, upload: 0 };
}
