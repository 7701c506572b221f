import { DomainError } from '#kernel/errors.ts';
import { splitTelefone } from '#kernel/telephone.ts';
import type { NovoCliente } from '#modules/clientes/index.ts';
import type { Tx } from '#platform/db.ts';
import type { ProspectoTravado } from './travar.ts';

/** What a conversion adds to what the prospect has. */
export interface DadosDaConversao {
  emiteNotaFiscal: boolean;
  emiteNotaUnica: boolean;
  enviaNotaFiscalEmail: boolean;
  emiteFaturaUnica: boolean;
  formadorOpiniao: boolean;
  funcionario: boolean;
  parceiro: boolean;
  recebeSms: boolean;
  /** Natural persons only; ignored otherwise. */
  nomePai: string | null;
  /** Legal entities only; ignored otherwise. The first and the last are required there. */
  tipoAtividadeId: number | null;
  tributacaoFederalId: number | null;
  cfopId: number | null;
}

/**
 * The customer that a prospect becomes, with its addresses and files. Throws invalid `campo.obrigatorio`, invalid
 * `tipo_atividade.`, `tributacao_federal.` and `cfop.desconhecido`.
 */
export async function clienteDoProspecto(
  tx: Tx,
  prospecto: ProspectoTravado & { documento: string },
  conversao: DadosDaConversao,
): Promise<NovoCliente> {
  return {
    dados: {
      documento: prospecto.documento,
      ...dadosComuns(prospecto, conversao),
      ...(await dadosDaPessoa(tx, prospecto, conversao)),
    },
    telefones: telefones(prospecto),
    enderecos: await enderecos(tx, prospecto.id),
    arquivos: await arquivos(tx, prospecto.id),
  };
}

const dadosComuns = (prospecto: ProspectoTravado, conversao: DadosDaConversao) => ({
  tipo_pessoa: prospecto.tipo_pessoa,
  nome: prospecto.nome,
  email: prospecto.email,
  vendedor_id: prospecto.vendedor_id,
  observacao: prospecto.observacao,
  prospecto_id: prospecto.id,
  emite_nota_fiscal: conversao.emiteNotaFiscal,
  emite_nota_unica: conversao.emiteNotaUnica,
  envia_nota_fiscal_email: conversao.enviaNotaFiscalEmail,
  emite_fatura_unica: conversao.emiteFaturaUnica,
  formador_opiniao: conversao.formadorOpiniao,
  funcionario: conversao.funcionario,
  parceiro: conversao.parceiro,
  recebe_sms: conversao.recebeSms,
});

async function dadosDaPessoa(tx: Tx, prospecto: ProspectoTravado, conversao: DadosDaConversao) {
  if (prospecto.tipo_pessoa === 'FISICA') {
    return {
      nascimento: prospecto.nascimento,
      rg: prospecto.rg,
      nome_mae: prospecto.nome_mae,
      nome_pai: conversao.nomePai,
      sexo: prospecto.sexo && SEXO[prospecto.sexo],
    };
  }
  const { tipoAtividadeId, tributacaoFederalId, cfopId } = conversao;
  await exigirDaTabela(tx, 'tipo_atividade', 'idTipoAtividade', tipoAtividadeId, true);
  await exigirDaTabela(tx, 'cfop', 'idCfop', cfopId, true);
  await exigirDaTabela(tx, 'tributacao_federal', 'idTributacaoFederal', tributacaoFederalId, false);
  return {
    nome_fantasia: prospecto.nome_fantasia,
    inscricao_estadual: prospecto.inscricao_estadual,
    inscricao_municipal: prospecto.inscricao_municipal,
    tipo_atividade_id: tipoAtividadeId,
    tributacao_federal_id: tributacaoFederalId,
    cfop_id: cfopId,
  };
}

const SEXO = { MASCULINO: 'masculino', FEMININO: 'feminino' } as const;

async function exigirDaTabela(
  tx: Tx,
  tabela: 'tipo_atividade' | 'cfop' | 'tributacao_federal',
  campo: string,
  id: number | null,
  obrigatorio: boolean,
): Promise<void> {
  if (id === null) {
    if (obrigatorio) throw new DomainError('invalid', 'campo.obrigatorio', { campo });
    return;
  }
  const row = await tx.selectFrom(tabela).select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new DomainError('invalid', `${tabela}.desconhecido`);
}

// The mobile is the main one: an SMS reaches it.
function telefones({ tipo_pessoa, telefone_movel, telefone_fixo }: ProspectoTravado): NovoCliente['telefones'] {
  const fixo = tipo_pessoa === 'FISICA' ? 'RESIDENCIAL' : 'COMERCIAL';
  const todos = [
    { texto: telefone_movel, tipo: 'CELULAR' },
    { texto: telefone_fixo, tipo: fixo },
  ] as const;
  return todos.flatMap(({ texto, tipo }) => {
    const telefone = texto === null ? null : splitTelefone(texto);
    return telefone ? [{ ...telefone, tipo }] : [];
  });
}

function enderecos(tx: Tx, prospectoId: number) {
  return tx
    .selectFrom('prospecto_endereco')
    .select(['tipo', 'logradouro_id', 'numero', 'complemento', 'referencia', 'classificacao_id', 'condominio_id'])
    .select(['condominio_cm_id', 'bloco_cm_id', 'andar', 'numero_casa', 'apto', 'latitude', 'longitude'])
    .where('prospecto_id', '=', prospectoId)
    .orderBy('id')
    .execute();
}

// The contents lie in the store under their SHA-256: the customer's rows point to the same ones.
async function arquivos(tx: Tx, prospectoId: number): Promise<NovoCliente['arquivos']> {
  const rows = await tx
    .selectFrom('prospecto_arquivo')
    .select(['nome', 'tipo_conteudo', 'tamanho', 'sha256', 'criado_em'])
    .where('prospecto_id', '=', prospectoId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, tipo: 'DOCUMENTO' as const }));
}
