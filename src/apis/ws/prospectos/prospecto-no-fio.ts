import type { Static } from 'typebox';
import { epochMillis } from '#kernel/dates.ts';
import type { ProspectoCompleto } from '#modules/prospectos/index.ts';
import { planoProspectado } from './plano-prospectado.ts';
import type { Prospecto } from './prospecto-schema.ts';

type NoFio = Static<typeof Prospecto>;

/**
 * A prospect on the wire. Passwords are no attribute of a prospect, and nothing is sent to RD Station: these keys
 * are null, as in the document's example. `convertido` is 1 once a customer came of it.
 */
export function prospectoNoFio(p: ProspectoCompleto): NoFio {
  const fisica = p.tipo_pessoa === 'FISICA';
  return {
    id: p.id,
    tipoPessoa: fisica ? 'PessoaFisica' : 'PessoaJuridica',
    email: p.email,
    nome: p.nome,
    telefoneFixo: p.telefone_fixo,
    telefoneMovel: p.telefone_movel,
    inscricaoEstadual: p.inscricao_estadual,
    inscricaoMunicipal: p.inscricao_municipal,
    nomeFantasia: p.nome_fantasia,
    cpf: fisica ? p.documento : null,
    cnpj: fisica ? null : p.documento,
    dataNascimento: p.nascimento && epochMillis(p.nascimento),
    rg: p.rg,
    nomeMae: p.nome_mae,
    sexo: p.sexo,
    senhaApp: null,
    senhaCentral: null,
    dataCadastro: p.criado_em.getTime(),
    dataUltimaAtualizacao: p.atualizado_em.getTime(),
    idUsuarioUltimaAlteracao: p.usuario_alteracao_id,
    observacaoProspecto: p.observacao,
    isExterno: p.externo,
    motivoReprovacaoProspecto: p.motivo_reprovacao,
    funilProspecto: funil(p),
    dataUltimaAlteracaoStatus: p.status_alterado_em.getTime(),
    tipoProspecto: { id: p.tipo_id, descricao: p.tipo },
    canalVenda: {
      id: p.canal_id,
      descricao: p.canal,
      descricoesRD: p.descricoes_rd,
      permiteQualityCall: p.permite_quality_call,
      ativo: p.ativo,
    },
    observacaoQualificacoes: p.observacao_qualificacoes,
    complementoMotivoReprovacao: p.complemento_motivo_reprovacao,
    idVendedor: p.vendedor_id,
    segmentoProspecto: segmento(p.segmento),
    oportunidade: p.oportunidade,
    temperatura: p.temperatura,
    idEmpresa: p.empresa_id,
    integrarRDStation: null,
    enderecosProspecto: p.enderecos.map(endereco),
    planosProspectados: p.planos.map(planoProspectado),
    convertido: p.cliente_id === null ? 0 : 1,
  };
}

const funil = (p: ProspectoCompleto): NoFio['funilProspecto'] => ({
  id: p.funil_id,
  descricao: p.funil,
  exibeKanban: p.exibe_kanban,
  inicial: p.inicial,
  ordem: p.ordem,
  fluxoAutomatico: p.fluxo_automatico,
  segmentoProspecto: segmento(p.segmento_do_funil),
  qualificacao: p.qualificacao,
  permiteReanalise: p.permite_reanalise,
});

const segmento = (s: ProspectoCompleto['segmento']): NoFio['segmentoProspecto'] => ({
  id: s.id,
  descricao: s.descricao,
  descricaoRDStation: s.descricao_rdstation,
  tipoContrato: s.tipo_contrato_id === null ? null : { id: s.tipo_contrato_id, nome: s.tipo_contrato ?? '' },
});

const endereco = (e: ProspectoCompleto['enderecos'][number]): NoFio['enderecosProspecto'][number] => ({
  andar: e.andar,
  cidade: e.cidade,
  estado: e.uf,
  numero: Number(e.numero),
  idCondominio: e.condominio_id,
  idEndereco: e.logradouro_id,
  bairro: e.bairro,
  latitude: e.latitude,
  apto: e.apto,
  numeroCasa: e.numero_casa,
  idCidade: e.cidade_id,
  idBloco: e.bloco_cm_id,
  idBairro: e.bairro_id,
  complemento: e.complemento,
  tipoDeEndereco: e.tipo,
  logradouro: e.logradouro,
  classificacaoEndereco: {
    id: e.classificacao_id,
    descricao: e.classificacao,
    ativo: e.ativo,
    condominio: e.condominio,
    shopping: e.shopping,
  },
  id: e.id,
  referencia: e.referencia,
  idCondominioCM: e.condominio_cm_id,
  longitude: e.longitude,
});
