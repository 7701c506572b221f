import { type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';
import type { DB } from '#platform/db.ts';
import { type Param, prepared } from '#platform/statement.ts';
import { enderecoDeInstalacao } from './enderecos.ts';

/**
 * A debt is an invoice that is open and was due before today; the documents do not say it, but all of their examples
 * are such (p. 110, 112, 121).
 */
const vencidas = (db: Kysely<DB>, hoje: ReturnType<Param<{ hoje: Day }>>) =>
  db
    .selectFrom('fatura as f')
    .select(['f.id', 'f.cliente_id', 'f.numero_boleto', 'f.numero_documento', 'f.vencimento'])
    .select(sql<Centavos>`f.valor - f.valor_baixado`.as('valor'))
    .where('f.situacao', '=', 'ABERTA')
    .where('f.vencimento', '<', hoje)
    .orderBy('f.vencimento')
    .orderBy('f.id');

const usuarioAtivo = (usuario: ReturnType<Param<{ usuario: number }>>) =>
  sql<boolean>`exists (select from usuario where id = ${usuario} and ativo)`.as('usuario_ativo');

/** The debts of the customer with the prospect's document. No row: no such prospect. */
export const dividasDoDocumento = prepared((db, param: Param<{ prospecto: number; usuario: number; hoje: Day }>) =>
  db
    .selectFrom('prospecto as p')
    .select(usuarioAtivo(param('usuario')))
    .select(
      jsonArrayFrom(
        vencidas(db, param('hoje'))
          .innerJoin('cliente as c', 'c.id', 'f.cliente_id')
          .where('c.documento', '=', sql<string>`p.documento`),
      ).as('faturas'),
    )
    .where('p.id', '=', param('prospecto')),
);

interface Onde {
  logradouro: number;
  numero: string;
  /** Of our own register. */
  condominio: number | null;
  /** Of the ConnectMaster inventory. */
  condominioCM: number | null;
  bloco: number | null;
  andar: string | null;
  casa: string | null;
  apto: string | null;
}

// The customers with an address in use there. What is null on the left sets no condition.
const moradores = (lugar: Record<keyof Onde, unknown>) =>
  sql<boolean>`f.cliente_id in (
    select ce.cliente_id from cliente_endereco ce
    where ce.logradouro_id = ${lugar.logradouro} and ce.numero = ${lugar.numero} and ce.ativo
      and (${lugar.condominio}::integer is null or ce.condominio_id = ${lugar.condominio})
      and (${lugar.condominioCM}::integer is null or ce.condominio_cm_id = ${lugar.condominioCM})
      and (${lugar.bloco}::integer is null or ce.bloco_cm_id = ${lugar.bloco})
      and (${lugar.andar}::text is null or ce.andar = ${lugar.andar})
      and (${lugar.casa}::text is null or ce.numero_casa = ${lugar.casa})
      and (${lugar.apto}::text is null or ce.apto = ${lugar.apto}))`;

/** The debts of those who live where the prospect wants the service; `endereco` is null when it has no address. */
export const dividasDoEnderecoDoProspecto = prepared(
  (db, param: Param<{ prospecto: number; usuario: number; hoje: Day }>) => {
    const morador = moradores({
      logradouro: sql`e.logradouro_id`,
      numero: sql`e.numero`,
      condominio: sql`e.condominio_id`,
      condominioCM: sql`e.condominio_cm_id`,
      bloco: sql`e.bloco_cm_id`,
      andar: sql`e.andar`,
      casa: sql`e.numero_casa`,
      apto: sql`e.apto`,
    });
    return db
      .selectFrom('prospecto as p')
      .leftJoin('prospecto_endereco as e', (join) => join.on('e.id', '=', enderecoDeInstalacao('p.id')))
      .select(usuarioAtivo(param('usuario')))
      .select('e.id as endereco')
      .select(jsonArrayFrom(vencidas(db, param('hoje')).where(morador)).as('faturas'))
      .where('p.id', '=', param('prospecto'));
  },
);

type Lugar = Omit<Onde, 'condominio' | 'apto'> & { hoje: Day };

/** The debts of those who live at an address. No row: no such street. */
export const dividasDoEndereco = prepared((db, param: Param<Lugar>) =>
  db
    .selectFrom('logradouro as l')
    .select(
      jsonArrayFrom(
        vencidas(db, param('hoje')).where(
          moradores({
            logradouro: sql`l.id`,
            numero: param('numero'),
            condominio: sql`null`,
            condominioCM: param('condominioCM'),
            bloco: param('bloco'),
            andar: param('andar'),
            casa: param('casa'),
            apto: sql`null`,
          }),
        ),
      ).as('faturas'),
    )
    .where('l.id', '=', param('logradouro')),
);
