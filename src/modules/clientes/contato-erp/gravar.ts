import { sql } from 'kysely';
import { DomainError } from '#kernel/errors.ts';
import { violatedConstraint } from '#platform/constraint.ts';
import type { Tx } from '#platform/db.ts';
import type { ContatoErp, Falha, TipoPessoa } from './contato.ts';
import { gravarEndereco } from './enderecos.ts';
import { localizarContato } from './localizar.ts';
import { type Referencias, resolverReferencias } from './resolver.ts';
import { dadosDoTipo, PAPEL_PADRAO, papeisNovos, pessoasNovas, tipoDePessoa } from './rules.ts';
import { gravarTelefones } from './telefones.ts';

/** A contact as it came, and what was seen to be wrong with it already. */
export interface PedidoErp {
  contato: ContatoErp;
  falhas: readonly Falha[];
}

/**
 * Registers a contact and gives its id. Without codigo it gets the next number, without types the ERP's own.
 * Throws invalid `contato.invalido` with all `falhas`, conflict `contato.documento_em_uso`.
 */
export async function incluirContatoErp(tx: Tx, { contato, falhas }: PedidoErp): Promise<number> {
  const referencias = await conferir(tx, contato, falhas);
  const tipo = tipoDePessoa(contato);
  const codigo = contato.codigo ?? sql<string>`proximo_codigo_cliente()`;
  const { id } = await comDocumentoUnico(() =>
    tx
      .insertInto('cliente')
      .values({ ...colunas(contato, tipo, referencias), codigo })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const tipos = contato.tipos.length > 0 ? contato.tipos : [PAPEL_PADRAO];
  await gravarPartes(tx, id, { ...contato, tipos }, tipo, referencias);
  return id;
}

/**
 * Replaces what an ERP knows of a contact and gives its id: fields left out are cleared, types and people are only
 * added. What an ERP does not know (login, contracts, further addresses and telephones) stays.
 * Throws invalid `contato.invalido` with all `falhas`, notFound `contato.nao_localizado`,
 * conflict `contato.em_duplicidade` and `contato.documento_em_uso`.
 */
export async function alterarContatoErp(tx: Tx, { contato, falhas }: PedidoErp): Promise<number> {
  const referencias = await conferir(tx, contato, falhas);
  const { id, tipo_pessoa } = await localizarContato(tx, contato);
  const tipo = tipoDePessoa(contato, tipo_pessoa);
  await comDocumentoUnico(() =>
    tx
      .updateTable('cliente')
      .set({ ...colunas(contato, tipo, referencias), codigo: contato.codigo, atualizado_em: sql`agora()` })
      .where('id', '=', id)
      .execute(),
  );
  await gravarPartes(tx, id, contato, tipo, referencias);
  return id;
}

async function conferir(tx: Tx, contato: ContatoErp, anteriores: readonly Falha[]): Promise<Referencias> {
  const { referencias, falhas } = await resolverReferencias(tx, contato);
  const todas = [...anteriores, ...falhas];
  if (todas.length > 0) throw new DomainError('invalid', 'contato.invalido', { falhas: todas });
  return referencias;
}

function colunas(contato: ContatoErp, tipo: TipoPessoa, { vendedorId }: Referencias) {
  const pessoais = dadosDoTipo(contato, tipo);
  return {
    tipo_pessoa: tipo,
    nome: contato.nome,
    nome_fantasia: contato.fantasia,
    documento: contato.documento,
    inscricao_estadual: contato.ie,
    rg: contato.rg,
    inscricao_municipal: contato.im,
    pessoas_contato_texto: contato.contatos,
    email: contato.email,
    email_nfe: contato.emailNfe,
    site: contato.site,
    limite_credito: contato.limiteCredito,
    vendedor_id: vendedorId,
    situacao: contato.situacao,
    observacao: contato.obs,
    crt: pessoais.crt,
    estado_civil: pessoais.estadoCivil,
    profissao: pessoais.profissao,
    sexo: pessoais.sexo,
    nascimento: pessoais.nascimento,
    naturalidade: pessoais.naturalidade,
    nome_pai: pessoais.nomePai,
    cpf_pai: pessoais.cpfPai,
    nome_mae: pessoais.nomeMae,
    cpf_mae: pessoais.cpfMae,
  };
}

async function gravarPartes(
  tx: Tx,
  id: number,
  contato: ContatoErp,
  tipo: TipoPessoa,
  { cidade, cidadeCobranca }: Referencias,
): Promise<void> {
  await gravarTelefones(tx, id, contato, tipo);
  await gravarEndereco(tx, id, 'PADRAO', contato.endereco, cidade);
  await gravarEndereco(tx, id, 'COBRANCA', contato.cobranca, cidadeCobranca);
  if (contato.tipos.length > 0) await somarPapeis(tx, id, contato);
  if (contato.pessoas.length > 0) await somarPessoas(tx, id, contato);
}

async function somarPapeis(tx: Tx, id: number, { tipos }: ContatoErp): Promise<void> {
  const existentes = await tx
    .selectFrom('cliente_papel')
    .select(['papel', 'ordem'])
    .where('cliente_id', '=', id)
    .orderBy('ordem', 'desc')
    .execute();
  const novos = papeisNovos(
    existentes.map(({ papel }) => papel),
    tipos,
  );
  if (novos.length === 0) return;
  const ultima = existentes[0]?.ordem ?? 0;
  const linhas = novos.map((papel, i) => ({ cliente_id: id, papel, ordem: ultima + 1 + i }));
  await tx.insertInto('cliente_papel').values(linhas).execute();
}

async function somarPessoas(tx: Tx, id: number, { pessoas }: ContatoErp): Promise<void> {
  const existentes = await tx.selectFrom('cliente_contato').select('nome').where('cliente_id', '=', id).execute();
  const novas = pessoasNovas(
    existentes.map(({ nome }) => nome),
    pessoas,
  );
  if (novas.length === 0) return;
  await tx
    .insertInto('cliente_contato')
    .values(novas.map((pessoa) => ({ cliente_id: id, ...pessoa })))
    .execute();
}

async function comDocumentoUnico<T>(escrever: () => Promise<T>): Promise<T> {
  try {
    return await escrever();
  } catch (error) {
    if (violatedConstraint(error) !== 'cliente_documento_unico') throw error;
    throw new DomainError('conflict', 'contato.documento_em_uso');
  }
}
