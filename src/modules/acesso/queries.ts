import { digits } from '#kernel/documents.ts';
import type { Database, Reader, Tx } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';

/** An integrator as the doors need to know it. */
export interface Integrador {
  id: number;
  uuid: string;
  nome: string;
  escopos: string[];
  limite_por_minuto: number | null;
  limite_lote_por_minuto: number | null;
  limite_concorrente: number | null;
}

const COLUMNS = [
  'i.id',
  'i.uuid',
  'i.nome',
  'i.escopos',
  'i.limite_por_minuto',
  'i.limite_lote_por_minuto',
  'i.limite_concorrente',
] as const;

/** The active integrator behind an active credential, with the hash that a Basic password must match. */
export const credencialAtiva = prepared(
  (db, param: Param<{ tipo: 'basic' | 'gsan' | 'tiny'; identificador: string }>) =>
    db
      .selectFrom('credencial as c')
      .innerJoin('integrador as i', 'i.id', 'c.integrador_id')
      .select(COLUMNS)
      .select('c.segredo_hash')
      .where('c.tipo', '=', param('tipo'))
      .where('c.identificador', '=', param('identificador'))
      .where('c.ativo', '=', true)
      .where('i.ativo', '=', true),
);

const acessoDoAssinante = prepared((db, param: Param<{ login: string; digitos: string }>) =>
  db
    .selectFrom('acesso_cliente as a')
    .innerJoin('cliente as c', 'c.id', 'a.cliente_id')
    .select(['a.cliente_id', 'a.senha_hash'])
    .where((eb) => eb.or([eb('a.login', '=', param('login')), eb('a.login', '=', param('digitos'))]))
    .where('c.situacao', '!=', 'E')
    .orderBy((eb) => eb('a.login', '=', param('login')), 'desc')
    .limit(1),
);

/** The subscriber whose login this is; a login is accepted with and without its document's punctuation. */
export async function assinanteDoLogin(db: Reader, login: string) {
  const [row] = await acessoDoAssinante(db, { login, digitos: digits(login) });
  return row;
}

export function tokenVivo(db: Database | Tx, jti: number) {
  return db
    .selectFrom('token_acesso')
    .select(['integrador_id', 'expira_em', 'renovacoes'])
    .where('jti', '=', jti)
    .where('revogado_em', 'is', null)
    .executeTakeFirst();
}
