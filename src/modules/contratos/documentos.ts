import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { type Day, dayAt, formatDay } from '#kernel/dates.ts';
import { formatDocument } from '#kernel/documents.ts';
import { DomainError } from '#kernel/errors.ts';
import { formatReais } from '#kernel/money.ts';
import { formatTelefone } from '#kernel/telephone.ts';
import type { Reader } from '#platform/db.ts';
import { textToPdf } from '#platform/pdf.ts';
import { fillIn, type Templates } from '#platform/templates.ts';

export type ModeloDocumento = 'contrato' | 'aceite';

/**
 * The contract, or its acceptance, as a PDF of the provider's template.
 * Throws notFound `contrato.nao_encontrado`.
 */
export async function documentoDoContrato(
  db: Reader,
  templates: Templates,
  modelo: ModeloDocumento,
  contratoId: number,
  hoje: Day,
): Promise<Buffer> {
  const text = await textoDoContrato(db, templates, modelo, contratoId, hoje);
  const logo = (await templates.bytes('logo.png')) ?? undefined;
  return textToPdf(text, { title: `${modelo} ${contratoId}`, logo });
}

/** SHA-256 of the contract's text as it stands: what an acceptance accepts. */
export async function impressaoDoContrato(
  db: Reader,
  templates: Templates,
  contratoId: number,
  hoje: Day,
): Promise<Buffer> {
  const text = await textoDoContrato(db, templates, 'contrato', contratoId, hoje);
  return createHash('sha256').update(text).digest();
}

async function textoDoContrato(
  db: Reader,
  templates: Templates,
  modelo: ModeloDocumento,
  contratoId: number,
  hoje: Day,
): Promise<string> {
  const [template, dados] = await Promise.all([templates.text(`${modelo}.md`), dadosDoContrato(db, contratoId)]);
  if (!dados) throw new DomainError('notFound', 'contrato.nao_encontrado');
  const { ddd, numero } = dados;
  return fillIn(template, {
    hoje: formatDay(hoje, 'dd/MM/yyyy'),
    'empresa.nome': dados.empresa,
    'empresa.cnpj': dados.cnpj && formatDocument(dados.cnpj),
    'cliente.nome': dados.cliente,
    'cliente.documento': dados.documento && formatDocument(dados.documento),
    'cliente.email': dados.email,
    'cliente.telefone': numero && (ddd ? formatTelefone({ ddd, numero }) : numero),
    'cliente.endereco': dados.endereco_cliente,
    'contrato.id': String(contratoId),
    'contrato.plano': dados.plano,
    'contrato.tecnologia': dados.tecnologia,
    'contrato.velocidade': dados.velocidade,
    'contrato.tipo': dados.tipo,
    'contrato.endereco': dados.endereco_instalacao ?? dados.endereco_cliente,
    'contrato.valor': formatReais(dados.valor),
    'contrato.vencimento': String(dados.dia),
    'contrato.fidelizacao': fidelizacaoPorExtenso(dados.fidelizacao),
    aceite: dados.aceito_em
      ? `Aceito em ${formatDay(dayAt(dados.aceito_em), 'dd/MM/yyyy')}, do endereço ${dados.ip ?? 'não informado'}, por ${dados.integrador ?? 'canal próprio'}.`
      : 'Aceite pendente.',
  });
}

const fidelizacaoPorExtenso = (fidelizacao: string): string =>
  fidelizacao === 'SEM' ? 'sem fidelização' : `${fidelizacao.slice('MESES_'.length)} meses`;

function dadosDoContrato(db: Reader, id: number) {
  return db
    .selectFrom('contrato as k')
    .innerJoin('cliente as c', 'c.id', 'k.cliente_id')
    .innerJoin('plano as p', 'p.id', 'k.plano_id')
    .innerJoin('tecnologia as t', 't.id', 'p.tecnologia_id')
    .innerJoin('tipo_contrato as tc', 'tc.id', 'k.tipo_contrato_id')
    .innerJoin('vencimento as v', 'v.id', 'k.vencimento_id')
    .leftJoin('velocidade as ve', 've.id', 'k.velocidade_id')
    .leftJoin('empresa as e', (join) =>
      join.on((on) => on('e.id', '=', sql<number>`coalesce(k.empresa_id, (select min(id) from empresa))`)),
    )
    .leftJoin('contrato_aceite as a', 'a.contrato_id', 'k.id')
    .leftJoin('integrador as i', 'i.id', 'a.integrador_id')
    .leftJoin('cliente_telefone as f', (join) => join.onRef('f.cliente_id', '=', 'c.id').on('f.principal', '=', true))
    .select([
      'k.valor',
      'k.fidelizacao',
      'c.nome as cliente',
      'c.documento',
      'c.email',
      'f.ddd',
      'f.numero',
      'p.descricao as plano',
      't.descricao as tecnologia',
      'tc.nome as tipo',
      'v.dia',
      've.descricao as velocidade',
      'e.nome as empresa',
      'e.cnpj',
      'a.aceito_em',
      'a.ip',
      'i.nome as integrador',
      enderecoDaInstalacao.as('endereco_instalacao'),
      enderecoDoCliente.as('endereco_cliente'),
    ])
    .where('k.id', '=', id)
    .executeTakeFirst();
}

// As people write an address.
const escrito = (escolhido: RawBuilder<number>) => sql<string | null>`(
  select concat_ws(', ', concat_ws(' ', nullif(l.tipo, ''), coalesce(l.nome, e.logradouro)), e.numero, e.complemento,
    coalesce(b.nome, e.bairro), concat_ws('/', coalesce(ci.nome, e.cidade), coalesce(ci.uf, e.uf)))
  from cliente_endereco e
  left join logradouro l on l.id = e.logradouro_id
  left join bairro b on b.id = l.bairro_id
  left join cidade ci on ci.id = coalesce(b.cidade_id, e.cidade_id)
  where e.id = ${escolhido})`;

const enderecoDaInstalacao = escrito(sql`(
  select x.id from contrato_endereco ke join cliente_endereco x on x.id = ke.cliente_endereco_id
  where ke.contrato_id = k.id order by x.tipo = 'INSTALACAO' desc, x.tipo = 'PADRAO' desc, x.id limit 1)`);

const enderecoDoCliente = escrito(sql`(
  select x.id from cliente_endereco x
  where x.cliente_id = c.id and x.ativo order by x.tipo = 'PADRAO' desc, x.id limit 1)`);
