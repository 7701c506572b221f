import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import type { TipoPessoa } from './credito/rules.ts';
import { registrarEstado } from './historico.ts';
import { exigirVendedor, travarParaAlterar } from './travar.ts';

export interface NovoProspecto {
  tipoPessoa: TipoPessoa;
  nome: string;
  /** CPF or CNPJ without punctuation. */
  documento: string | null;
  telefoneFixo: string | null;
  telefoneMovel: string | null;
  email: string | null;
  nascimento: Day | null;
  rg: string | null;
  nomeMae: string | null;
  sexo: 'MASCULINO' | 'FEMININO' | null;
  inscricaoEstadual: string | null;
  inscricaoMunicipal: string | null;
  nomeFantasia: string | null;
  observacao: string | null;
  vendedorId: number;
  segmentoId: number;
  tipoProspectoId: number;
  canalVendaId: number;
  empresaId: number;
}

/**
 * Registers a prospect at the first stage of its segment's funnel; gives its id. Throws invalid `vendedor.`,
 * `segmento.`, `tipo_prospecto.`, `canal_venda.` and `empresa.desconhecido`, conflict `segmento.sem_funil`.
 */
export async function cadastrarProspecto(tx: Tx, clock: Clock, novo: NovoProspecto): Promise<number> {
  await exigirVendedor(tx, novo.vendedorId);
  const funilId = await estagioInicial(tx, novo);
  const agora = clock.now();
  const { id } = await tx
    .insertInto('prospecto')
    .values({
      tipo_pessoa: novo.tipoPessoa,
      nome: novo.nome,
      documento: novo.documento,
      telefone_fixo: novo.telefoneFixo,
      telefone_movel: novo.telefoneMovel,
      email: novo.email,
      nascimento: novo.nascimento,
      rg: novo.rg,
      nome_mae: novo.nomeMae,
      sexo: novo.sexo,
      inscricao_estadual: novo.inscricaoEstadual,
      inscricao_municipal: novo.inscricaoMunicipal,
      nome_fantasia: novo.nomeFantasia,
      observacao: novo.observacao,
      vendedor_id: novo.vendedorId,
      segmento_id: novo.segmentoId,
      tipo_prospecto_id: novo.tipoProspectoId,
      canal_venda_id: novo.canalVendaId,
      empresa_id: novo.empresaId,
      funil_id: funilId,
      criado_em: agora,
      atualizado_em: agora,
      status_alterado_em: agora,
      usuario_alteracao_id: novo.vendedorId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const estado = { funilId, oportunidade: 'ABERTA', aprovacao: 'PENDENTE' } as const;
  await registrarEstado(tx, clock, id, novo.vendedorId, estado);
  return id;
}

async function estagioInicial(tx: Tx, novo: NovoProspecto): Promise<number> {
  const { rows } = await sql<
    Record<'segmento' | 'tipo_prospecto' | 'canal_venda' | 'empresa', boolean> & { funil: number | null }
  >`
    select exists (select from segmento where id = ${novo.segmentoId}) as segmento,
      exists (select from tipo_prospecto where id = ${novo.tipoProspectoId}) as tipo_prospecto,
      exists (select from canal_venda where id = ${novo.canalVendaId} and ativo) as canal_venda,
      exists (select from empresa where id = ${novo.empresaId}) as empresa,
      (select id from funil_prospecto where segmento_id = ${novo.segmentoId} and inicial) as funil`.execute(tx);
  const [found] = rows;
  for (const tabela of ['segmento', 'tipo_prospecto', 'canal_venda', 'empresa'] as const) {
    if (!found?.[tabela]) throw new DomainError('invalid', `${tabela}.desconhecido`);
  }
  if (!found?.funil) throw new DomainError('conflict', 'segmento.sem_funil');
  return found.funil;
}

export interface AlteracaoDeProspecto {
  prospectoId: number;
  /** The seller of the prospect from now on, who also answers for the change. */
  vendedorId: number;
  observacao?: string | undefined;
  email?: string | undefined;
  inscricaoEstadual?: string | undefined;
  inscricaoMunicipal?: string | undefined;
  nomeMae?: string | undefined;
  nomeFantasia?: string | undefined;
  sexo?: 'MASCULINO' | 'FEMININO' | undefined;
}

/**
 * Changes what is given and leaves the rest; what belongs to the other kind of person is ignored, as in the
 * registration. Throws invalid `vendedor.desconhecido`, invalid `prospecto.desconhecido`, conflict
 * `prospecto.convertido`.
 */
export async function atualizarProspecto(tx: Tx, clock: Clock, alteracao: AlteracaoDeProspecto): Promise<void> {
  const prospecto = await travarParaAlterar(tx, alteracao.prospectoId);
  await exigirVendedor(tx, alteracao.vendedorId);
  const { nomeMae, sexo, inscricaoEstadual, inscricaoMunicipal, nomeFantasia } = alteracao;
  const daPessoa =
    prospecto.tipo_pessoa === 'FISICA'
      ? { nome_mae: nomeMae, sexo }
      : { inscricao_estadual: inscricaoEstadual, inscricao_municipal: inscricaoMunicipal, nome_fantasia: nomeFantasia };
  await tx
    .updateTable('prospecto')
    // Kysely leaves out what is undefined.
    .set({
      ...daPessoa,
      observacao: alteracao.observacao,
      email: alteracao.email,
      vendedor_id: alteracao.vendedorId,
      atualizado_em: clock.now(),
      usuario_alteracao_id: alteracao.vendedorId,
    })
    .where('id', '=', prospecto.id)
    .execute();
}
