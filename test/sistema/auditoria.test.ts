import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testDatabase } from '../support/db.ts';

const { db } = await testDatabase();

// What the program keeps for itself, the trail itself, histories, the ledger and what came from machines, which are trails
// too, and what comes with the product and never changes.
const NOT_AUDITED = [
  'atendimento_historico',
  'auditoria',
  'balcao_migracao',
  'contrato_historico',
  'demo_carga',
  'demo_mensagem',
  'demo_mensagem_anexo',
  'demo_parceiro',
  'demo_pix',
  'demo_pix_devolucao',
  'demo_pix_recebido',
  'evento',
  'franquia_usada',
  'idempotencia',
  'instalacao',
  'ligacao',
  'ligacao_ura',
  'mensagem_fila',
  'numero_telefonico_uso',
  'pix_conciliacao',
  'prospecto_historico',
  'razao',
  'relogio',
  'remessa_item',
  'retorno_item',
  'saida_caixa_historico',
  'tentativa_acesso',
  'uf',
  'uso_integrador',
  'webhook_entrega',
];

const { rows: tables } = await sql<{ name: string; columns: string[] | null; hidden: string[] | null }>`
  select c.relname as name,
    (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
      and a.atttypid in ('text'::regtype, 'bytea'::regtype)) as columns,
    (select string_to_array(encode(g.tgargs, 'escape'), ${'\\000'}) from pg_trigger g
      where g.tgrelid = c.oid and g.tgfoid = 'auditar'::regproc) as hidden
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  order by c.relname`.execute(db);

test('every table of the business is audited', () => {
  const without = tables.filter(({ hidden }) => hidden === null).map(({ name }) => name);
  assert.deepEqual(without, NOT_AUDITED);
});

test('no secret goes into the audit trail', () => {
  const told = tables.flatMap(({ name, columns, hidden }) =>
    (columns ?? [])
      .filter((column) => /(hash|senha|segredo|token)(?!\w*_em$)/.test(column) && !hidden?.includes(column))
      .map((column) => `${name}.${column}`),
  );
  assert.deepEqual(
    told.filter((column) => !NOT_AUDITED.includes(column.split('.')[0] as string)),
    [],
  );
});
