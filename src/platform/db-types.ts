// Written by scripts/generate-types.ts from the migrations; do not edit.
import type { ColumnType } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Centavos } from '#kernel/money.ts';

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** Written as text by JSON.stringify: the driver would turn an array into a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>;

/** Read it through SQL (extract, a cast to text): what the driver gives is an object of its own. */
export type Interval = ColumnType<unknown, string, string>;

/** Has a default: an insert may leave it out. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

/** Computed by the database: never written. */
export type GeneratedAlways<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>;

export interface AcessoClienteTable {
  cliente_id: number;
  login: string;
  senha_hash: string;
  senha_alterada_em: Generated<Timestamp>;
}

export interface AgendaItemTable {
  id: Generated<number>;
  dia: Day;
  turno: 'MANHA' | 'TARDE';
  tipo_servico: 'INSTALACAO' | 'SUPORTE' | 'RETIRADA' | 'MIGRACAO' | 'ALTERACAO_ENDERECO' | 'INTERNO' | 'SOLICITACAO_SERVICO' | 'UPGRADE_DOWNGRADE';
  cidade_id: number;
  tecnologia_id: number;
  tipo_contrato_id: number | null;
  tecnicos_em_campo: number;
  capacidade: number;
  agendadas: Generated<number>;
}

export interface AgendaModeloTable {
  id: Generated<number>;
  dia_semana: number;
  turno: 'MANHA' | 'TARDE';
  tipo_servico: 'INSTALACAO' | 'SUPORTE' | 'RETIRADA' | 'MIGRACAO' | 'ALTERACAO_ENDERECO' | 'INTERNO' | 'SOLICITACAO_SERVICO' | 'UPGRADE_DOWNGRADE';
  cidade_id: number;
  tecnologia_id: number;
  tipo_contrato_id: number | null;
  tecnicos: number;
  visitas_por_tecnico: Generated<number>;
  inicio: Generated<Day>;
  fim: Generated<Day>;
}

export interface AnaliseCreditoTable {
  id: Generated<number>;
  consulta_id: number;
  criterio_id: number;
  aprovado: boolean;
  usuario_id: number | null;
  analisado_em: Generated<Timestamp>;
}

export interface AreaAtuacaoTable {
  id: Generated<number>;
  descricao: string;
}

export interface AreaCoberturaTable {
  id: Generated<number>;
  descricao: string;
}

export interface AreaCoberturaBairroTable {
  bairro_id: number;
  area_cobertura_id: number;
}

export interface AreaCoberturaCidadeTable {
  cidade_id: number;
  area_cobertura_id: number;
}

export interface AtendimentoTable {
  id: Generated<number>;
  protocolo: string;
  cliente_id: number;
  contrato_id: number | null;
  status: 'PENDENTE' | 'VISITA_AGENDADA' | 'AGUARDANDO_ANALISE' | 'SOLUCIONADO' | 'SEM_SOLUCAO' | 'POS_ATENDIMENTO' | 'CONTATO_CLIENTE';
  aberto_em: Generated<Timestamp>;
  tipo_atendimento_id: number | null;
  descricao: Generated<string>;
  centro_custo_origem_id: number | null;
  centro_custo_destino_id: number | null;
  interrupcao: Generated<boolean>;
  prazo_em: Timestamp | null;
  escalonado_em: Timestamp | null;
  encerrado_em: Timestamp | null;
  tecnico_id: number | null;
  usuario_id: number | null;
  integrador_id: number | null;
  nota_tecnico: number | null;
  nota_resolucao: number | null;
}

export interface AtendimentoDocumentoTable {
  id: Generated<number>;
  atendimento_id: number;
  tipo: 'PADRAO' | 'INSTALACAO' | 'DOCUMENTO' | 'CAIXA' | 'OS' | 'EQUIPAMENTO' | 'VELOCIDADE' | 'POTENCIA_SINAL' | 'NUMERO_CLIENTES' | 'LOCALIZACAO_CAIXA';
  nome: string;
  tipo_conteudo: string;
  tamanho: number;
  sha256: Buffer;
  criado_em: Generated<Timestamp>;
}

export interface AtendimentoHistoricoTable {
  id: Generated<number>;
  atendimento_id: number;
  quando: Generated<Timestamp>;
  de: string | null;
  para: string;
  motivo: string;
  usuario_id: number | null;
  integrador_id: number | null;
}

export interface AtendimentoLogTable {
  id: Generated<number>;
  atendimento_id: number;
  usuario_id: number;
  tipo_acao: 'CADASTRO' | 'ATUALIZAR';
  acao: string;
  quando: Generated<Timestamp>;
}

export interface AuditoriaTable {
  id: Generated<number>;
  quando: Timestamp;
  origem: string;
  integrador_id: number | null;
  usuario_id: number | null;
  cliente_id: number | null;
  operacao: string;
  requisicao: string | null;
  ip: string | null;
  tabela: string;
  registro: string;
  acao: 'incluiu' | 'alterou' | 'excluiu';
  antes: Json | null;
  depois: Json | null;
}

export interface AvisoAppTable {
  id: Generated<number>;
  cliente_id: number;
  titulo: string;
  mensagem: string;
  status: Generated<'PENDENTE' | 'ENVIADO'>;
  criado_em: Generated<Timestamp>;
}

export interface AvisoInadimplenciaTable {
  id: Generated<number>;
  contrato_id: number;
  cliente_id: number;
  enviado_em: Day | null;
  valor: Centavos;
  faturas: number[];
  suspende_parcial_em: Day | null;
  suspende_em: Day;
  rescinde_em: Day;
  situacao: Generated<'ABERTO' | 'ENCERRADO' | 'RESCINDIDO'>;
  suspenso_em: Day | null;
  encerrado_em: Day | null;
  preparado_em: Day;
  causa: string;
  prova: 'EMAIL' | 'SMS' | 'CARTA' | null;
  suspensao_dias: number;
  rescisao_dias: number;
}

export interface BairroTable {
  id: Generated<number>;
  cidade_id: number;
  nome: string;
  nome_abreviado: string;
}

export interface BancoTable {
  id: Generated<number>;
  codigo: string;
  nome: string;
}

export interface BandeiraCartaoTable {
  id: Generated<number>;
  descricao: string;
  empresa_id: number;
  nome_empresa: string;
  codigo_credito_sap: string | null;
  codigo_debito_sap: string | null;
  adquirente: string | null;
}

export interface BlocoCmTable {
  id: Generated<number>;
  condominio_cm_id: number;
  id_bloco: number;
  nome: string;
}

export interface BoletoTable {
  fatura_id: number;
  convenio_id: number;
  nosso_numero: number;
  codigo_barras: string;
  situacao: Generated<'A_REGISTRAR' | 'REMETIDO' | 'REGISTRADO' | 'RECUSADO' | 'LIQUIDADO' | 'BAIXADO'>;
  instrucao: Generated<'REGISTRO' | 'BAIXA' | null>;
  recusa: string | null;
  emitido_em: Generated<Timestamp>;
}

export interface BoletoSubstituidoTable {
  id: Generated<number>;
  fatura_id: number;
  convenio_id: number;
  nosso_numero: number;
  codigo_barras: string;
  situacao: string;
  substituido_em: Generated<Timestamp>;
}

export interface CaixaTable {
  id: Generated<number>;
  descricao: string;
  numero: string;
  cidade_id: number;
  tecnologia_id: number;
  latitude: number;
  longitude: number;
  id_location_cm: number | null;
  id_componente_cm: number | null;
  id_porta_componente_cm: number | null;
  mapeamento: string | null;
  ativa: Generated<boolean>;
}

export interface CanalTvTable {
  id: Generated<number>;
  descricao: string;
  valor: Centavos;
  id_integracao_minerva: number | null;
  permite_a_la_carte: boolean | null;
}

export interface CanalVendaTable {
  id: Generated<number>;
  descricao: string;
  descricoes_rd: string | null;
  permite_quality_call: Generated<boolean>;
  ativo: Generated<boolean>;
}

export interface CentroCustoTable {
  id: Generated<number>;
  descricao: string;
  ativo: Generated<boolean>;
}

export interface CfopTable {
  id: Generated<number>;
  numero: number;
  descricao: string;
}

export interface CidadeTable {
  id: Generated<number>;
  nome: string;
  nome_ibge: string;
  uf: string;
  codigo_ibge: number;
  abreviatura: string | null;
  costing_code_sap: string | null;
  consulta_spc: Generated<boolean>;
}

export interface ClassificacaoEnderecoTable {
  id: Generated<number>;
  descricao: string;
  ativo: Generated<boolean>;
  condominio: Generated<boolean>;
  shopping: Generated<boolean>;
}

export interface ClienteTable {
  id: Generated<number>;
  tipo_pessoa: Generated<'FISICA' | 'JURIDICA' | 'ESTRANGEIRA'>;
  nome: string;
  nome_tratamento: string | null;
  nome_fantasia: string | null;
  documento: string | null;
  rg: string | null;
  inscricao_estadual: string | null;
  inscricao_municipal: string | null;
  nascimento: Day | null;
  sexo: 'masculino' | 'feminino' | null;
  estado_civil: number | null;
  profissao: string | null;
  naturalidade: string | null;
  nome_pai: string | null;
  cpf_pai: string | null;
  nome_mae: string | null;
  cpf_mae: string | null;
  email: string | null;
  email_nfe: string | null;
  site: string | null;
  crt: number | null;
  limite_credito: Generated<Centavos>;
  vendedor_id: number | null;
  tipo_atividade_id: number | null;
  tributacao_federal_id: number | null;
  recebe_notificacoes: Generated<boolean>;
  recebe_sms: Generated<boolean>;
  codigo: string | null;
  situacao: Generated<'A' | 'I' | 'S' | 'E'>;
  pessoas_contato_texto: string | null;
  observacao: string | null;
  criado_em: Generated<Timestamp>;
  atualizado_em: Generated<Timestamp>;
  prospecto_id: number | null;
  emite_nota_fiscal: Generated<boolean>;
  emite_nota_unica: Generated<boolean>;
  envia_nota_fiscal_email: Generated<boolean>;
  emite_fatura_unica: Generated<boolean>;
  formador_opiniao: Generated<boolean>;
  funcionario: Generated<boolean>;
  parceiro: Generated<boolean>;
  cfop_id: number | null;
}

export interface ClienteAreaAtuacaoTable {
  id: Generated<number>;
  cliente_id: number;
  area_atuacao_id: number;
  tipo: 'PRIMARIO' | 'SECUNDARIO';
}

export interface ClienteArquivoTable {
  id: Generated<number>;
  cliente_id: number;
  tipo: 'COMPROVANTE_PAGAMENTO' | 'DOCUMENTO' | 'CONTRATO' | 'ALTERACAO_TITULARIDADE' | 'OUTROS';
  nome: string;
  tipo_conteudo: string;
  tamanho: number;
  sha256: Buffer;
  criado_em: Generated<Timestamp>;
}

export interface ClienteContatoTable {
  id: Generated<number>;
  cliente_id: number;
  tipo_contato_id: number | null;
  nome: string;
  email: string | null;
  celular: string | null;
  telefone: string | null;
  ramal: string | null;
  cargo: string | null;
  departamento: string | null;
  nascimento: Day | null;
  cpf: string | null;
  rg: string | null;
}

export interface ClienteDadosDebitoTable {
  id: Generated<number>;
  cliente_id: number;
  banco_id: number;
  titular: string;
  agencia: string;
  agencia_dv: string | null;
  conta: string;
  conta_dv: string;
  ativo: Generated<boolean>;
}

export interface ClienteEnderecoTable {
  id: Generated<number>;
  cliente_id: number;
  tipo: 'PADRAO' | 'FISCAL' | 'COBRANCA' | 'INSTALACAO';
  logradouro_id: number | null;
  logradouro: string | null;
  bairro: string | null;
  cep: string | null;
  cidade_id: number | null;
  cidade: string | null;
  uf: string | null;
  pais: string | null;
  numero: string | null;
  complemento: string | null;
  referencia: string | null;
  classificacao_id: number | null;
  condominio_id: number | null;
  condominio_cm_id: number | null;
  bloco_cm_id: number | null;
  andar: string | null;
  numero_casa: string | null;
  apto: string | null;
  problema_entrega_boleto: boolean | null;
  latitude: number | null;
  longitude: number | null;
  ativo: Generated<boolean>;
}

export interface ClientePapelTable {
  cliente_id: number;
  ordem: number;
  papel: string;
}

export interface ClienteTelefoneTable {
  id: Generated<number>;
  cliente_id: number;
  ddd: string | null;
  numero: string;
  tipo: 'RESIDENCIAL' | 'COMERCIAL' | 'CELULAR' | 'FAX';
  principal: Generated<boolean>;
}

export interface CodigoEmailTable {
  cliente_id: number;
  email: string;
  codigo_hash: string;
  tentativas: Generated<number>;
  criado_em: Generated<Timestamp>;
  expira_em: Timestamp;
}

export interface ComandoEquipamentoTable {
  id: Generated<number>;
  equipamento_id: number;
  contrato_id: number;
  tipo: 'PROVISIONAR' | 'DESPROVISIONAR' | 'REINICIAR' | 'CONFIGURAR_WIFI';
  situacao: Generated<'PENDENTE' | 'CONCLUIDO' | 'FALHOU'>;
  resultado: string | null;
  tentativas: Generated<number>;
  pedido_em: Generated<Timestamp>;
  em_curso_ate: Timestamp | null;
  proxima_em: Generated<Timestamp>;
  pedidos: Generated<number>;
  terminado_em: Timestamp | null;
  operacao: string;
  integrador_id: number | null;
}

export interface CondominioTable {
  id: Generated<number>;
  logradouro_id: number;
  numero: string;
  nome: string;
  tipo: 'VERTICAL' | 'HORIZONTAL';
}

export interface CondominioCmTable {
  id: Generated<number>;
  logradouro_id: number;
  numero: string;
  nome: string;
  status: string;
  tipo: 'VERTICAL' | 'HORIZONTAL';
}

export interface ConfiguracaoAppTable {
  chave: string;
  valor: string;
  aplicativo: Generated<'CLIENTES' | 'VENDAS'>;
}

export interface ConsultaCreditoTable {
  id: Generated<number>;
  parceiro: 'SPC' | 'CLEAR_SALE';
  prospecto_id: number;
  documento: string | null;
  usuario_id: number | null;
  consultado_em: Generated<Timestamp>;
  resposta: Json;
  aprovado: boolean | null;
}

export interface ContaFinanceiraTable {
  id: Generated<number>;
  descricao: string;
  banco_id: number;
  ativo: Generated<boolean>;
}

export interface ContaFinanceiraFormaPagamentoTable {
  conta_financeira_id: number;
  forma_pagamento_id: number;
}

export interface ContatoInadimplenciaTable {
  id: Generated<number>;
  cliente_id: number;
  tipo_contato_inadimplencia_id: number;
  motivo_inadimplencia_id: number;
  integrador_id: number | null;
  feito_em: Generated<Timestamp>;
}

export interface ContratoTable {
  id: Generated<number>;
  cliente_id: number;
  plano_id: number;
  tipo_contrato_id: number;
  vencimento_id: number;
  valor: Centavos;
  status: 'AGUARDANDO INSTALACAO' | 'AGUARDANDO PAGAMENTO' | 'AGUARDANDO AMPLIACAO' | 'HABILITADO' | 'HABILITADO EM CONFIANCA' | 'SUSPENSO PARCIALMENTE' | 'SUSPENSO' | 'INATIVO TEMPORARIAMENTE' | 'EM NEGOCIACAO' | 'CANCELADO';
  login_radius: string | null;
  criado_em: Generated<Timestamp>;
  habilitado_em: Day | null;
  usuario_id: number | null;
  empresa_id: number | null;
  canal_venda_id: number | null;
  origem_comercial_id: number | null;
  forma_cobranca_id: number | null;
  pode_suspender: Generated<boolean>;
  nao_cancela_por_inadimplencia: Generated<boolean>;
  fidelizacao: Generated<'SEM' | 'MESES_4' | 'MESES_12' | 'MESES_24' | 'MESES_36'>;
  planejamento_tributario_id: number | null;
  dados_debito_id: number | null;
  servico_instalacao_id: number | null;
  parcelas_instalacao: number | null;
  plano_prospectado_id: number | null;
  velocidade_id: number | null;
  senha_radius: string | null;
  valor_plano: Centavos | null;
  pacote_id: number | null;
  venda_pacote: string | null;
  observacao_fiscal: string | null;
  observacao_fatura: string | null;
  bloqueia_a_cobrar: boolean | null;
  bloqueia_ddd: boolean | null;
  bloqueia_celular: boolean | null;
  bloqueia_internacional: boolean | null;
  exibe_lista_telefonica: boolean | null;
  valor_instalacao: Centavos | null;
  faturar_desde: Day | null;
  cancelado_em: Day | null;
}

export interface ContratoAceiteTable {
  contrato_id: number;
  aceito_em: Timestamp;
  ip: string | null;
  integrador_id: number | null;
  documento_sha256: Buffer;
}

export interface ContratoConfiancaTable {
  id: Generated<number>;
  contrato_id: number;
  inicio: Day;
  fim: Day;
  voltou_em: Day | null;
  voltar_para: Generated<'SUSPENSO' | 'SUSPENSO PARCIALMENTE'>;
}

export interface ContratoEnderecoTable {
  contrato_id: number;
  cliente_endereco_id: number;
}

export interface ContratoExtraTable {
  id: Generated<number>;
  contrato_id: number;
  pacote_voz_id: number | null;
  canal_tv_id: number | null;
  pacote_tv_id: number | null;
  valor: Centavos;
}

export interface ContratoFaturadoTable {
  contrato_id: number;
  competencia: Day;
  fatura_id: number | null;
  inicio: Day;
  fim: Day;
  janela_inicio: Day | null;
  janela_fim: Day | null;
  mensal: Generated<Centavos>;
  fora: Day[] | null;
  faturado_em: Generated<Timestamp>;
}

export interface ContratoHistoricoTable {
  id: Generated<number>;
  contrato_id: number;
  quando: Generated<Timestamp>;
  de: string | null;
  para: string;
  motivo: string;
  usuario_id: number | null;
  integrador_id: number | null;
}

export interface ContratoProdutoSvaTable {
  contrato_id: number | null;
  cliente_id: number | null;
  produto_id: number | null;
}

export interface ContratoPromocaoTable {
  contrato_id: number;
  promocao_id: number;
  ordem: number;
}

export interface ContratoVencimentoTrocaTable {
  id: Generated<number>;
  contrato_id: number;
  de_id: number;
  para_id: number;
  pedida_em: Generated<Timestamp>;
  efetiva_em: Day | null;
}

export interface ContratoWifiTable {
  contrato_id: number;
  login: string;
  senha: Buffer;
  criptografia: string | null;
  alterado_em: Generated<Timestamp>;
}

export interface ConvenioTable {
  id: Generated<number>;
  descricao: string;
  empresa_id: number;
  conta_financeira_id: number;
  banco_codigo: '001' | '033' | '104' | '237' | '341' | '748' | '756';
  agencia: string;
  agencia_dv: string | null;
  conta: string;
  conta_dv: string | null;
  carteira: string;
  codigo_beneficiario: string;
  variacao: string | null;
  nosso_numero_inicial: Generated<number>;
  pix_chave: string | null;
  pix_modo: 'ESTATICO' | 'COBV' | null;
  ativo: Generated<boolean>;
  codigo_transmissao: string | null;
}

export interface CredencialTable {
  id: Generated<number>;
  integrador_id: number;
  tipo: 'basic' | 'gsan' | 'tiny';
  identificador: string;
  segredo_hash: string | null;
  ativo: Generated<boolean>;
  criado_em: Generated<Timestamp>;
}

export interface CriterioCreditoTable {
  id: Generated<number>;
  ativo: Generated<boolean>;
  pergunta: string;
  campo: string;
  operador: '<' | '<=' | '=' | '>=' | '>' | '<>';
  valor_referencia: string;
  tipo_pessoa: 'FISICA' | 'JURIDICA' | null;
  aceita_nulo: Generated<boolean>;
}

export interface DemoCargaTable {
  parte: string;
  carregada_em: Generated<Timestamp>;
}

export interface DemoMensagemTable {
  id: Generated<number>;
  canal: 'EMAIL' | 'SMS';
  destino: string;
  assunto: string | null;
  texto: string;
  criada_em: Generated<Timestamp>;
  envio: string | null;
  html: string | null;
}

export interface DemoMensagemAnexoTable {
  demo_mensagem_id: number;
  ordem: number;
  nome: string;
  tipo: string;
  bytes: Buffer;
}

export interface DemoParceiroTable {
  parceiro: 'SPC' | 'CLEAR_SALE';
  documento: string;
  resposta: Json | null;
  falha: 'erro' | 'atraso' | 'malformada' | null;
}

export interface DemoPixTable {
  txid: string;
  chave: string;
  valor: Centavos;
  vencimento: Day;
  status: Generated<string>;
}

export interface DemoPixDevolucaoTable {
  fim_a_fim: string;
  id: string;
  valor: Centavos;
}

export interface DemoPixRecebidoTable {
  fim_a_fim: string;
  txid: string | null;
  chave: string;
  valor: Centavos;
  horario: Timestamp;
  devolvido: Generated<Centavos>;
}

export interface EmitenteFiscalTable {
  empresa_id: number;
  modelo_id: number;
  cnpj: string;
  inscricao_estadual: string;
  crt: number;
  razao_social: string;
  logradouro: string;
  numero: string;
  bairro: string;
  cidade_id: number;
  cep: string;
  ambiente: Generated<1 | 2>;
  endereco_consulta: string;
}

export interface EmpresaTable {
  id: Generated<number>;
  nome: string;
  nome_fantasia: string;
  cnpj: string | null;
  integracao_connect_master: Generated<boolean>;
  endereco: string | null;
  cidade: string | null;
  uf: string | null;
  cep: string | null;
  telefone: string | null;
  site: string | null;
}

export interface EquipamentoTable {
  id: Generated<number>;
  serial: string;
  fabricante: 'ZTE' | 'NOKIA' | 'HUAWEI' | 'FIBERHOME';
  contrato_id: number | null;
  cidade_id: number | null;
  login_pppoe: string | null;
  telefonia: Generated<boolean>;
  mac: string | null;
  acs_id: string | null;
  situacao: Generated<'ESTOQUE' | 'INSTALADO' | 'PROVISIONADO'>;
  provisionado_em: Timestamp | null;
}

export interface EventoTable {
  id: Generated<number>;
  posicao: number | null;
  tipo: string;
  registro_tipo: string;
  registro_id: number;
  cliente_id: number | null;
  dados: Json;
  quando: Timestamp;
}

export interface ExpedienteTable {
  dia_semana: number;
  inicio: string;
  fim: string;
}

export interface FaturaTable {
  id: Generated<number>;
  cliente_id: number;
  valor: Centavos;
  vencimento: Day;
  numero_boleto: string;
  numero_documento: string;
  debito_automatico: Generated<boolean>;
  situacao: Generated<'ABERTA' | 'PAGA' | 'NEGOCIADA' | 'CANCELADA'>;
  criada_em: Generated<Timestamp>;
  empresa_id: number | null;
  forma_cobranca_id: number | null;
  competencia: Day | null;
  emitida_em: Day | null;
  origem: Generated<'AVULSA' | 'FATURAMENTO' | 'NEGOCIACAO'>;
  valor_baixado: Generated<Centavos>;
  paga_em: Day | null;
  cancelamento_motivo: string | null;
  negociacao_id: number | null;
  negociacao_parcela: number | null;
}

export interface FaturaContestacaoTable {
  id: Generated<number>;
  fatura_id: number;
  valor: Centavos;
  motivo: string;
  aberta_em: Generated<Timestamp>;
  encerrada_em: Timestamp | null;
  procedente: boolean | null;
}

export interface FaturaContratoTable {
  fatura_id: number;
  contrato_id: number;
  ordem: number;
}

export interface FaturaLinhaTable {
  id: Generated<number>;
  fatura_id: number;
  contrato_id: number | null;
  tipo: 'MENSALIDADE' | 'EXTRA' | 'PROMOCAO' | 'INSTALACAO' | 'SERVICO' | 'CHAMADAS' | 'ACERTO' | 'CREDITO' | 'RESTO' | 'AJUSTE' | 'MULTA' | 'JUROS' | 'DESCONTO' | 'NEGOCIACAO' | 'AVULSA';
  descricao: string;
  valor: Centavos;
  inicio: Day | null;
  fim: Day | null;
  parcela: number | null;
  parcelas: number | null;
  promocao_id: number | null;
  servico_adicional_id: number | null;
}

export interface FechamentoExternoTable {
  id: Generated<number>;
  descricao: string;
  assinatura_obrigatoria: Generated<boolean>;
  imagens_obrigatorias: Generated<boolean>;
  solucionado: boolean;
  ativo: Generated<boolean>;
}

export interface FeriadoTable {
  dia: Day;
  cidade_id: number | null;
  descricao: string;
}

export interface FormaCobrancaTable {
  id: Generated<number>;
  descricao: string;
  empresa_id: number;
  debito_automatico: Generated<boolean>;
  permite_pacote: Generated<boolean>;
  carne: Generated<boolean>;
  digital: Generated<boolean>;
  isento: Generated<boolean>;
  pre_pago: Generated<boolean>;
  ativa: Generated<boolean>;
  convenio_id: number | null;
}

export interface FormaCobrancaCidadeTable {
  forma_cobranca_id: number;
  cidade_id: number;
}

export interface FormaPagamentoTable {
  id: Generated<number>;
  descricao: string;
  is_cartao: Generated<boolean>;
  is_dinheiro: Generated<boolean>;
  is_transferencia: Generated<boolean>;
  debito: Generated<boolean>;
}

export interface FranquiaUsadaTable {
  contrato_id: number;
  tipo_ligacao_id: number;
  ciclo: Day;
  segundos: number;
}

export interface FranquiaVozTable {
  id: Generated<number>;
  pacote_voz_id: number;
  descricao: string;
  tipo_ligacao_id: number;
  minutos: number;
}

export interface FunilProspectoTable {
  id: Generated<number>;
  segmento_id: number;
  descricao: string;
  exibe_kanban: Generated<boolean>;
  inicial: Generated<boolean>;
  ordem: number;
  fluxo_automatico: Generated<boolean>;
  qualificacao: string | null;
  permite_reanalise: Generated<boolean>;
}

export interface IdempotenciaTable {
  integrador_id: number;
  chave: string;
  operacao: string;
  requisicao_hmac: Buffer;
  criada_em: Generated<Timestamp>;
  status: number | null;
  tipo_conteudo: string | null;
  corpo: Buffer | null;
}

export interface ImportacaoTable {
  id: Generated<number>;
  arquivo: string;
  tamanho: number;
  sha256: Buffer;
  bytes: Generated<number>;
  linhas: Generated<number>;
  incluidos: Generated<number>;
  existentes: Generated<number>;
  rejeitadas: Generated<number>;
  rejeitadas_bytes: Generated<number>;
  iniciada_em: Generated<Timestamp>;
  terminada_em: Timestamp | null;
  tipo: Generated<string>;
}

export interface InativacaoTemporariaTable {
  id: Generated<number>;
  contrato_id: number;
  inicio: Day;
  fim: Day;
  pedida_em: Generated<Timestamp>;
  situacao: Generated<'PEDIDA' | 'EM_CURSO' | 'ENCERRADA' | 'CANCELADA'>;
}

export interface InfobipLogTable {
  id: Generated<number>;
  id_aplicacao: string;
  id_mensagem: string;
  id_pin: string;
  pin: number | null;
  telefone: string;
  status_nc: string | null;
  status_sms: string | null;
  tentativas_restantes: Generated<number>;
  verificado: Generated<boolean>;
  erro_pin: string | null;
  erro_requisicao: string | null;
  verificado_em: Timestamp | null;
  criado_em: Generated<Timestamp>;
  usuario_id: number | null;
  integrador_id: number | null;
}

export interface InstalacaoTable {
  id: Generated<boolean>;
  tipo: 'producao' | 'demo';
  criada_em: Generated<Timestamp>;
}

export interface IntegradorTable {
  id: Generated<number>;
  uuid: Generated<string>;
  nome: string;
  escopos: Generated<string[]>;
  limite_por_minuto: number | null;
  limite_lote_por_minuto: number | null;
  limite_concorrente: number | null;
  ativo: Generated<boolean>;
  criado_em: Generated<Timestamp>;
}

export interface JustificativaCaixaTable {
  id: Generated<number>;
  descricao: string;
  tipo: 'ERRO' | 'MANUTENCAO' | 'OUTROS';
  ativa: Generated<boolean>;
}

export interface LancamentoFuturoTable {
  id: Generated<number>;
  cliente_id: number;
  contrato_id: number | null;
  tipo: 'CREDITO' | 'RESTO' | 'ACERTO' | 'AJUSTE';
  descricao: string;
  valor: Centavos;
  pagamento_id: number | null;
  criado_em: Generated<Timestamp>;
  fatura_id: number | null;
}

export interface LigacaoTable {
  id: Generated<number>;
  contrato_id: number;
  tipo_ligacao_id: number | null;
  origem: string;
  destino: string;
  realizada_em: Timestamp;
  coletada_em: Generated<Timestamp>;
  duracao_segundos: number;
  valor: Generated<Centavos>;
  descricao: string | null;
  lote: string | null;
  chamada_id: number | null;
  numero_controle: number | null;
  fatura_id: number | null;
  chave: Buffer | null;
  tarifa_id: number | null;
  segundos_tarifados: Generated<number>;
  segundos_livres: Generated<number>;
}

export interface LigacaoUraTable {
  id: Generated<number>;
  cliente_id: number;
  numero_origem: string;
  ramal: string | null;
  fila: string | null;
  integrador_id: number | null;
  recebida_em: Generated<Timestamp>;
}

export interface LogradouroTable {
  id: Generated<number>;
  bairro_id: number;
  tipo: Generated<string>;
  tipo_abreviado: Generated<string>;
  nome: string;
  nome_abreviado: string;
  cep: string | null;
}

export interface MensagemTable {
  id: Generated<number>;
  cliente_id: number | null;
  canal: 'EMAIL' | 'SMS';
  destino: string;
  modelo: string;
  estado: 'PENDENTE' | 'ENVIADA' | 'FALHOU' | 'DISPENSADA';
  erro: string | null;
  resposta_provedor: string | null;
  criada_em: Generated<Timestamp>;
  causa: string | null;
  tentativas: Generated<number>;
  envio: Generated<string>;
  encerrada_em: Timestamp | null;
  entrega: 'ENTREGUE' | 'NAO_ENTREGUE' | 'PENDENTE' | null;
  entrega_motivo: string | null;
  entrega_em: Timestamp | null;
}

export interface MensagemFilaTable {
  mensagem_id: number;
  canal: 'EMAIL' | 'SMS';
  destino: string;
  modelo: string;
  valores: Json;
  titulo: string | null;
  conteudo: string | null;
  anexos: Generated<Json>;
  envio: string;
  prioridade: number;
  tentativas: Generated<number>;
  incerta: Generated<boolean>;
  proxima_em: Generated<Timestamp>;
  reservada_ate: Timestamp | null;
  falhou_em: Timestamp | null;
}

export interface ModeloNotaFiscalTable {
  id: Generated<number>;
  descricao: string;
  tipo_modelo: string;
  serie: string;
  nome_arquivo_jasper: string | null;
  servidor_homologacao_id: number | null;
  servidor_producao_id: number | null;
  codigo_modelo: string | null;
  convenio115: Generated<boolean>;
  prefeitura: Generated<boolean>;
  sefaz: Generated<boolean>;
  offline: Generated<boolean>;
  codigo: 21 | 22 | 62;
  vigente_ate: Day | null;
}

export interface MotivoInadimplenciaTable {
  id: Generated<number>;
  descricao: string;
}

export interface NegociacaoTable {
  id: Generated<number>;
  cliente_id: number;
  situacao: Generated<'VIGENTE' | 'CUMPRIDA' | 'DESFEITA'>;
  feita_em: Day;
  desfeita_em: Day | null;
}

export interface NegociacaoFaturaTable {
  negociacao_id: number;
  fatura_id: number;
  saldo: Centavos;
}

export interface NfcomTable {
  nota_fiscal_id: number;
  chave: string;
  xml: string;
  situacao: Generated<'A_ENVIAR' | 'AUTORIZADA' | 'REJEITADA'>;
  protocolo: string | null;
  motivo: string | null;
  tentativas: Generated<number>;
  atualizada_em: Generated<Timestamp>;
}

export interface NotaFiscalTable {
  id: Generated<number>;
  cliente_id: number;
  empresa_id: number;
  modelo_id: number;
  fatura_id: number | null;
  numero: number;
  vencimento: Day;
  emitida_em: Timestamp;
  valor: Centavos;
  situacao: Generated<'N' | 'S' | 'R'>;
  cancelada_em: Timestamp | null;
  cancelamento_motivo: string | null;
  chave_codificacao_digital: string | null;
  nota_unica: boolean | null;
}

export interface NotaFiscalItemTable {
  id: Generated<number>;
  nota_fiscal_id: number;
  ordem: number;
  contrato_id: number | null;
  descricao: string;
  cclass: string | null;
  cfop: string | null;
  cst_icms: string | null;
  valor: Centavos;
  base_icms: Generated<Centavos>;
  icms_centesimos: Generated<number>;
  valor_icms: Generated<Centavos>;
  valor_isento_icms: Generated<Centavos>;
  valor_outros_icms: Centavos | null;
  base_iss: Generated<Centavos>;
  valor_iss: Generated<Centavos>;
  base_irrf: Generated<Centavos>;
  valor_irrf: Generated<Centavos>;
  base_pis: Generated<Centavos>;
  pis_centesimos: Generated<number>;
  valor_pis: Generated<Centavos>;
  base_cofins: Generated<Centavos>;
  cofins_centesimos: Generated<number>;
  valor_cofins: Generated<Centavos>;
  base_csll: Generated<Centavos>;
  valor_csll: Generated<Centavos>;
  fust_centesimos: Generated<number>;
  valor_fust: Generated<Centavos>;
  funttel_centesimos: Generated<number>;
  valor_funttel: Generated<Centavos>;
}

export interface NotaFiscalNumeracaoTable {
  empresa_id: number;
  modelo_id: number;
  ultimo: Generated<number>;
}

export interface NumeroTelefonicoTable {
  id: Generated<number>;
  prefixo_id: number;
  numero: string;
  status: Generated<'LIVRE' | 'OCUPADO' | 'QUARENTENA'>;
  contrato_id: number | null;
  liberado_em: Day | null;
}

export interface NumeroTelefonicoUsoTable {
  id: Generated<number>;
  numero_id: number;
  contrato_id: number;
  desde: Generated<Timestamp>;
  ate: Timestamp | null;
}

export interface OrigemComercialTable {
  id: Generated<number>;
  descricao: string;
  is_indicacao: Generated<boolean>;
  promocao_id: number | null;
}

export interface PacoteTable {
  id: Generated<number>;
  descricao: string;
  tipo_contrato_id: number;
  a_venda: Generated<boolean>;
}

export interface PacoteCidadeTable {
  pacote_id: number;
  cidade_id: number;
}

export interface PacoteItemTable {
  pacote_id: number;
  plano_id: number;
  ordem: number;
  em_porcentagem: Generated<boolean>;
  desconto: Generated<number>;
}

export interface PacoteTvTable {
  id: Generated<number>;
  descricao: string;
  valor: Centavos;
  id_integracao_minerva: number | null;
  venda_extra: Generated<boolean>;
}

export interface PacoteTvCanalTable {
  pacote_tv_id: number;
  canal_tv_id: number;
  ordem: number;
}

export interface PacoteVozTable {
  id: Generated<number>;
  descricao: string;
  valor: Centavos;
  venda_extra: Generated<boolean>;
}

export interface PagamentoTable {
  id: Generated<number>;
  fatura_id: number;
  cliente_id: number;
  origem: 'MANUAL' | 'RETORNO' | 'PIX';
  origem_chave: string | null;
  valor_pago: Centavos;
  multa: Generated<Centavos>;
  juros: Generated<Centavos>;
  desconto: Generated<Centavos>;
  abatido: Centavos;
  credito: Generated<Centavos>;
  resto: Generated<Centavos>;
  parcial: Generated<boolean>;
  pago_em: Day;
  conta_financeira_id: number | null;
  forma_pagamento_id: number | null;
  bandeira_cartao_id: number | null;
  cartao_autorizacao: string | null;
  cartao_tid: string | null;
  cartao_nsu: string | null;
  registrado_em: Generated<Timestamp>;
  estornado_em: Timestamp | null;
  estorno_motivo: string | null;
}

export interface PagamentoAgendadoTable {
  id: Generated<number>;
  fatura_id: number;
  contato_inadimplencia_id: number;
  dia: Day;
  criado_em: Generated<Timestamp>;
}

export interface PerfilTable {
  id: Generated<number>;
  nome: string;
  permissoes: Generated<string[]>;
}

export interface PixCobrancaTable {
  fatura_id: number;
  txid: string;
  convenio_id: number;
  situacao: Generated<'A_REGISTRAR' | 'ATIVA' | 'CONCLUIDA' | 'REMOVIDA' | 'RECUSADA'>;
  copia_e_cola: string | null;
  erro: string | null;
  atualizada_em: Generated<Timestamp>;
  txids_anteriores: Generated<string[]>;
  tipo: Generated<'COBV' | 'COB'>;
  valor: Centavos | null;
  expira_em: Timestamp | null;
}

export interface PixConciliacaoTable {
  id: Generated<boolean>;
  ate: Timestamp;
}

export interface PixDevolucaoTable {
  id: string;
  fim_a_fim: string;
  valor: Centavos;
  motivo: string;
  situacao: Generated<'A_PEDIR' | 'EM_PROCESSAMENTO' | 'DEVOLVIDO' | 'NAO_REALIZADO'>;
  erro: string | null;
  pedida_em: Generated<Timestamp>;
  atualizada_em: Generated<Timestamp>;
}

export interface PixRecebidoTable {
  fim_a_fim: string;
  txid: string | null;
  valor: Centavos;
  recebido_em: Timestamp;
  convenio_id: number | null;
  fatura_id: number | null;
  pagamento_id: number | null;
  resultado: 'APLICADO' | 'SEM_LUGAR' | 'DEVOLVIDO';
  motivo: string | null;
  visto_em: Generated<Timestamp>;
  chave: string | null;
  encargos: Centavos | null;
  desconto: Centavos | null;
  devolvido: Generated<Centavos>;
}

export interface PlanejamentoTributarioTable {
  id: Generated<number>;
  empresa_id: number;
  descricao: string;
  servico_id: number | null;
}

export interface PlanoTable {
  id: Generated<number>;
  descricao: string;
  tecnologia_id: number;
  valor: Centavos | null;
  franquia_gb: number | null;
  a_venda: Generated<boolean>;
  pessoa_fisica: Generated<boolean>;
  pessoa_juridica: Generated<boolean>;
  utiliza_tabela_preco: Generated<boolean>;
  possui_planejamento_tributario: Generated<boolean>;
  servico_instalacao_id: number | null;
  habilita_na_venda: Generated<boolean>;
  pre_pago: Generated<boolean>;
}

export interface PlanoCidadeTable {
  plano_id: number;
  cidade_id: number;
}

export interface PlanoPlanejamentoTable {
  plano_id: number;
  planejamento_tributario_id: number;
}

export interface PlanoRedeTable {
  id: Generated<number>;
  plano_id: number;
  velocidade_id: number | null;
  limite_franquia: number | null;
  descricao_franquia: string | null;
  quantidade_ip: Generated<number>;
  reserva_saida_caixa: Generated<boolean>;
  gera_login_automatico: Generated<boolean>;
  gera_senha_automatica: Generated<boolean>;
  gera_login_automatico_cidade: boolean | null;
  login_padrao: string | null;
  senha_padrao: string | null;
}

export interface PlanoTipoContratoTable {
  plano_id: number;
  tipo_contrato_id: number;
}

export interface PlanoTvTable {
  plano_id: number;
  pacote_tv_id: number | null;
}

export interface PlanoVozTable {
  plano_id: number;
  pacote_voz_id: number | null;
}

export interface PoliticaFinanceiraTable {
  vigente_desde: Day;
  multa_centesimos: Generated<number>;
  juros_mes_centesimos: Generated<number>;
  fracao_centavo: Generated<'corte' | 'meio-acima'>;
  antecedencia_dias: Generated<number>;
  antecedencia_minima_dias: Generated<number>;
  cobra_suspenso: Generated<boolean>;
  aviso_dias: Generated<number>;
  suspensao_parcial_dias: number | null;
  suspensao_dias: Generated<number>;
  rescisao_dias: Generated<number>;
  confianca_dias: Generated<number>;
  confianca_por_ano: Generated<number>;
  inativacao_minimo_dias: Generated<number>;
  inativacao_maximo_dias: Generated<number>;
  inativacao_intervalo_meses: Generated<number>;
  negociacao_prazo_dias: Generated<number>;
  negociacao_parcelas: Generated<number>;
  negociacao_desconto_centesimos: Generated<number>;
}

export interface PrefixoTelefonicoTable {
  id: Generated<number>;
  codigo_pais: Generated<string>;
  codigo_area: string;
  prefixo: string;
  cidade_id: number;
  terceiro: Generated<boolean>;
}

export interface PromocaoTable {
  id: Generated<number>;
  descricao: string;
  ativa: Generated<boolean>;
  inicio: Day;
  fim: Day;
  tipo_desconto: Generated<string>;
  em_porcentagem: boolean;
  desconto: number;
  numero_mensalidades: number;
  cumulativa: Generated<boolean>;
  dias_carencia: number | null;
  ordem: Generated<number>;
  pre_pago: boolean | null;
  pessoa_fisica: Generated<boolean>;
  pessoa_juridica: Generated<boolean>;
  precisa_confirmar: Generated<boolean>;
  transfere_desconto: Generated<boolean>;
  valor_base: Generated<string>;
  tipo_promocao: string | null;
  tipo_item_promocional: string | null;
  planos: number[] | null;
  tecnologias: number[] | null;
  pacotes: number[] | null;
  tipos_contrato: number[] | null;
  ufs: string[] | null;
  cidades: number[] | null;
  bairros: number[] | null;
  ceps: string[] | null;
  formas_cobranca: number[] | null;
  perfis: number[] | null;
}

export interface ProspectoTable {
  id: Generated<number>;
  tipo_pessoa: 'FISICA' | 'JURIDICA';
  nome: string;
  documento: string | null;
  telefone_fixo: string | null;
  telefone_movel: string | null;
  email: string | null;
  nascimento: Day | null;
  rg: string | null;
  nome_mae: string | null;
  sexo: 'MASCULINO' | 'FEMININO' | null;
  inscricao_estadual: string | null;
  inscricao_municipal: string | null;
  nome_fantasia: string | null;
  vendedor_id: number | null;
  segmento_id: number;
  tipo_prospecto_id: number;
  canal_venda_id: number;
  empresa_id: number;
  funil_id: number;
  oportunidade: Generated<'ABERTA' | 'PERDEU' | 'GANHOU'>;
  aprovacao: Generated<'PENDENTE' | 'APROVADO' | 'REPROVADO'>;
  observacao: string | null;
  observacao_qualificacoes: string | null;
  motivo_reprovacao: string | null;
  complemento_motivo_reprovacao: string | null;
  temperatura: string | null;
  externo: Generated<boolean>;
  cliente_id: number | null;
  criado_em: Generated<Timestamp>;
  atualizado_em: Generated<Timestamp>;
  status_alterado_em: Generated<Timestamp>;
  usuario_alteracao_id: number | null;
}

export interface ProspectoArquivoTable {
  id: Generated<number>;
  prospecto_id: number;
  nome: string;
  tipo_conteudo: string;
  tamanho: number;
  sha256: Buffer;
  criado_em: Generated<Timestamp>;
}

export interface ProspectoEnderecoTable {
  id: Generated<number>;
  prospecto_id: number;
  tipo: 'PADRAO' | 'FISCAL' | 'COBRANCA' | 'INSTALACAO';
  logradouro_id: number;
  numero: string;
  complemento: string | null;
  referencia: string | null;
  classificacao_id: number;
  condominio_id: number | null;
  condominio_cm_id: number | null;
  bloco_cm_id: number | null;
  andar: string | null;
  numero_casa: string | null;
  apto: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface ProspectoHistoricoTable {
  id: Generated<number>;
  prospecto_id: number;
  quando: Generated<Timestamp>;
  usuario_id: number | null;
  funil_id: number;
  oportunidade: string;
  aprovacao: string;
}

export interface ProspectoServicoTable {
  id: Generated<number>;
  prospecto_id: number;
  plano_id: number | null;
  pacote_id: number | null;
  tipo_contrato_id: number | null;
  status: Generated<'PENDENTE' | 'CONTRATADO' | 'CANCELADO'>;
  contrato_id: number | null;
}

export interface RazaoTable {
  id: Generated<number>;
  dia: Day;
  debito: 'CLIENTES' | 'RECEITA' | 'DESCONTOS' | 'ENCARGOS' | 'CAIXA' | 'CREDITOS' | 'A_COBRAR' | 'NEGOCIACAO';
  credito: 'CLIENTES' | 'RECEITA' | 'DESCONTOS' | 'ENCARGOS' | 'CAIXA' | 'CREDITOS' | 'A_COBRAR' | 'NEGOCIACAO';
  valor: Centavos;
  historico: 'EMISSAO' | 'PAGAMENTO' | 'MULTA' | 'JUROS' | 'DESCONTO' | 'CREDITO' | 'RESTO' | 'NEGOCIACAO' | 'ESTORNO' | 'CANCELAMENTO';
  cliente_id: number;
  fatura_id: number | null;
  pagamento_id: number | null;
  negociacao_id: number | null;
  conta_financeira_id: number | null;
  criado_em: Generated<Timestamp>;
}

export interface RegraFiscalTable {
  id: Generated<number>;
  empresa_id: number;
  vigente_desde: Day;
  tipo_tecnologia: 'INTERNET' | 'TELEFONIA' | 'TV' | 'HOSPEDAGEM' | 'OUTROS' | null;
  tipo_linha: 'MENSALIDADE' | 'EXTRA' | 'INSTALACAO' | 'SERVICO' | 'CHAMADAS' | 'AVULSA' | 'AJUSTE' | null;
  descricao: string;
  cclass: string;
  cfop: string | null;
  cst_icms: '00' | '40' | '41' | '90' | 'SN' | 'SEM';
  icms_centesimos: Generated<number>;
  pis_centesimos: Generated<number>;
  cofins_centesimos: Generated<number>;
  fust_centesimos: Generated<number>;
  funttel_centesimos: Generated<number>;
}

export interface RelogioTable {
  id: Generated<boolean>;
  deslocamento: Generated<Interval>;
}

export interface RemessaTable {
  id: Generated<number>;
  convenio_id: number;
  numero: number;
  nome: string;
  conteudo: string;
  registros: number;
  criada_em: Generated<Timestamp>;
}

export interface RemessaItemTable {
  remessa_id: number;
  fatura_id: number;
  instrucao: 'REGISTRO' | 'BAIXA';
}

export interface RetornoTable {
  id: Generated<number>;
  convenio_id: number;
  nome: string;
  sha256: Buffer;
  conteudo: string;
  lido_em: Generated<Timestamp>;
}

export interface RetornoItemTable {
  id: Generated<number>;
  retorno_id: number;
  linha: number;
  ocorrencia: string;
  nosso_numero: string | null;
  valor: Centavos | null;
  dia: Day | null;
  fatura_id: number | null;
  resultado: 'APLICADO' | 'REPETIDO' | 'SEM_LUGAR' | 'INFORMATIVO';
  motivo: string | null;
  chave: string | null;
  encargos: Centavos | null;
  desconto: Centavos | null;
  tarifa: Centavos | null;
  creditado: Centavos | null;
  credito_em: Day | null;
  pagamento_id: number | null;
}

export interface SaidaCaixaTable {
  id: Generated<number>;
  caixa_id: number;
  numero: number;
  descricao: string;
  status: Generated<'LIVRE' | 'RESERVADA' | 'OCUPADA' | 'DEFEITO'>;
  contrato_id: number | null;
}

export interface SaidaCaixaHistoricoTable {
  id: Generated<number>;
  saida_id: number;
  quando: Generated<Timestamp>;
  de: string | null;
  para: string;
  contrato_de: number | null;
  contrato_para: number | null;
  justificativa_id: number | null;
  operacao: string | null;
  integrador_id: number | null;
  usuario_id: number | null;
}

export interface SegmentoTable {
  id: Generated<number>;
  descricao: string;
  descricao_rdstation: string | null;
  tipo_contrato_id: number | null;
  viabilidade_raio_m: Generated<number>;
}

export interface ServicoTable {
  id: Generated<number>;
  descricao: string;
  valor: Centavos;
  permite_parcelar: Generated<boolean>;
  maximo_parcelas: Generated<number>;
  taxa_instalacao: Generated<boolean>;
  ativo: Generated<boolean>;
}

export interface ServicoAdicionalTable {
  id: Generated<number>;
  cliente_id: number;
  contrato_id: number;
  servico_id: number;
  usuario_id: number | null;
  valor: Centavos;
  parcelas: number;
  observacao: string;
  criado_em: Generated<Timestamp>;
}

export interface ServicoDisponivelTable {
  servico_id: number;
  empresa_id: number;
  cidade_id: number;
}

export interface SolicitacaoAlteracaoTable {
  id: Generated<number>;
  cliente_id: number;
  estado: Generated<'PENDENTE' | 'APLICADA' | 'RECUSADA'>;
  dados: Json;
  criado_em: Generated<Timestamp>;
}

export interface SvaContratoTable {
  id: Generated<number>;
  contrato_id: number;
  produto_id: number;
  desde: Generated<Timestamp>;
  autorizacao: string;
  ate: Timestamp | null;
}

export interface SvaProdutoTable {
  id: Generated<number>;
  descricao: string;
  ativo: Generated<boolean>;
}

export interface SvaProdutoCanalTvTable {
  produto_id: number;
  canal_tv_id: number;
}

export interface SvaProdutoPacoteTvTable {
  produto_id: number;
  pacote_tv_id: number;
}

export interface SvaProdutoPlanoTable {
  produto_id: number;
  plano_id: number;
}

export interface SvaRecursoTable {
  id: Generated<number>;
  produto_id: number;
  plataforma: 'NEO' | 'BIT_TRAINERS' | 'PLAYHUB';
  recurso: string;
  pais: string | null;
  acao: string | null;
}

export interface SvaUsuarioTable {
  id: Generated<number>;
  plataforma: 'PLAYHUB';
  login: string;
  senha_hash: string;
  ativo: Generated<boolean>;
}

export interface TabelaPrecoTable {
  id: Generated<number>;
  plano_id: number;
  tipo_contrato_id: number;
  area_cobertura_id: number;
  tipo_pessoa: 'FISICA' | 'JURIDICA';
  velocidade_id: number | null;
  valor: Centavos;
  inicio: Generated<Day>;
  fim: Generated<Day>;
}

export interface TarifaVozTable {
  id: Generated<number>;
  descricao: string;
  tipo_ligacao_id: number;
  destino: Generated<string>;
  mesma_area: boolean | null;
  pacote_voz_id: number | null;
  valor_minuto: number;
  minimo_segundos: Generated<number>;
  passo_segundos: Generated<number>;
  isento_segundos: Generated<number>;
  inicio: Generated<Day>;
  fim: Generated<Day>;
}

export interface TecnologiaTable {
  id: Generated<number>;
  descricao: string;
  tipo: 'INTERNET' | 'TELEFONIA' | 'TV' | 'HOSPEDAGEM' | 'OUTROS';
  fibra: Generated<boolean>;
}

export interface TentativaAcessoTable {
  chave: string;
  falhas: number;
  ultima_em: Timestamp;
  bloqueado_ate: Timestamp | null;
}

export interface TipoAtendimentoTable {
  id: Generated<number>;
  descricao: string;
  tipo_servico: 'INSTALACAO' | 'SUPORTE' | 'RETIRADA' | 'MIGRACAO' | 'ALTERACAO_ENDERECO' | 'INTERNO' | 'SOLICITACAO_SERVICO' | 'UPGRADE_DOWNGRADE';
  tipo_tecnologia: 'INTERNET' | 'TELEFONIA' | 'TV' | 'HOSPEDAGEM' | 'OUTROS';
  centro_custo_padrao_id: number | null;
  prazo: number | null;
  prazo_unidade: 'HORAS' | 'DIAS' | null;
  prazo_corrido: Generated<boolean>;
  escalona_para_id: number | null;
  manutencao_interna: Generated<boolean>;
  ativo: Generated<boolean>;
}

export interface TipoAtendimentoFechamentoTable {
  tipo_atendimento_id: number;
  fechamento_externo_id: number;
}

export interface TipoAtividadeTable {
  id: Generated<number>;
  descricao: string;
  codigo_convenio: string;
}

export interface TipoContatoTable {
  id: Generated<number>;
  descricao: string;
}

export interface TipoContatoInadimplenciaTable {
  id: Generated<number>;
  descricao: string;
}

export interface TipoContratoTable {
  id: Generated<number>;
  nome: string;
}

export interface TipoLigacaoTable {
  id: Generated<number>;
  descricao: string;
  servico_id: number | null;
}

export interface TipoProspectoTable {
  id: Generated<number>;
  descricao: string;
}

export interface TokenAcessoTable {
  jti: Generated<number>;
  integrador_id: number;
  emitido_em: Timestamp;
  expira_em: Timestamp;
  renovacoes: Generated<number>;
  revogado_em: Timestamp | null;
}

export interface TributacaoFederalTable {
  id: Generated<number>;
  descricao: string;
}

export interface UfTable {
  sigla: string;
  nome: string;
  codigo_ibge: number;
}

export interface UsoIntegradorTable {
  integrador_id: number;
  balde: string;
  minuto: Timestamp;
  usados: number;
}

export interface UsuarioTable {
  id: Generated<number>;
  login: string;
  nome: string;
  senha_hash: string;
  perfil_id: number;
  vendedor: Generated<boolean>;
  permissoes: Generated<string[]>;
  ativo: Generated<boolean>;
}

export interface UsuarioEmpresaTable {
  usuario_id: number;
  empresa_id: number;
}

export interface UsuarioSegmentoTable {
  usuario_id: number;
  segmento_id: number;
}

export interface VelocidadeTable {
  id: Generated<number>;
  descricao: string;
  download_kbps: number;
  upload_kbps: number;
  conexao_radius: string | null;
}

export interface VencimentoTable {
  id: Generated<number>;
  dia: number;
  dia_faturamento_inicial: number;
  dia_faturamento_final: number;
  fatura_mesmo_mes_vencimento: Generated<boolean>;
  pre_pago: Generated<boolean>;
  ativo: Generated<boolean>;
}

export interface VisitaTable {
  id: Generated<number>;
  atendimento_id: number;
  agenda_item_id: number | null;
  inicio: Timestamp;
  turno: 'MANHA' | 'TARDE';
  situacao: Generated<'AGENDADA' | 'REMARCADA' | 'CANCELADA' | 'REALIZADA'>;
  criada_em: Generated<Timestamp>;
}

export interface WebhookTable {
  id: Generated<number>;
  url: string;
  tipos: string[];
  segredo: Buffer;
  segredo_anterior: Buffer | null;
  anterior_ate: Timestamp | null;
  lida_ate: Generated<number>;
  ativo: Generated<boolean>;
  criado_em: Generated<Timestamp>;
}

export interface WebhookEntregaTable {
  webhook_id: number;
  posicao: number;
  registro: string;
  estado: Generated<'PENDENTE' | 'ENTREGUE' | 'DESISTIDA'>;
  tentativas: Generated<number>;
  proxima_em: Timestamp;
  reservada_ate: Timestamp | null;
  resposta: string | null;
  encerrada_em: Timestamp | null;
}

export interface WifiTr069Table {
  fabricante: 'ZTE' | 'NOKIA' | 'HUAWEI' | 'FIBERHOME';
  nome: string[];
  senha: string[];
}

export interface RadiusAnomaliaTable {
  tipo: 'NAS_DESCONHECIDO' | 'LOGIN_DESCONHECIDO' | 'RELOGIO' | 'CONTADOR_REGREDIU' | 'FIM_ANTES_DO_INICIO' | 'SESSAO_REINICIADA' | 'SEM_SENHA' | 'SEM_VELOCIDADE';
  chave: string;
  vezes: Generated<number>;
  primeira: Generated<Timestamp>;
  ultima: Generated<Timestamp>;
  detalhe: Json;
}

export interface RadiusAtributoTable {
  id: Generated<number>;
  fabricante: string;
  situacao: 'NORMAL' | 'REDUZIDA' | 'BLOQUEADA';
  atributo: string;
  op: Generated<':=' | '=' | '+='>;
  valor: string;
}

export interface RadiusCgnatBlocoTable {
  id: Generated<number>;
  ip_publico: string;
  porta_inicial: number;
  porta_final: number;
  ip_privado: string;
  nas: string | null;
  vigente_de: Generated<Timestamp>;
  vigente_ate: Generated<Timestamp>;
}

export interface RadiusComandoTable {
  id: Generated<number>;
  contrato_id: number;
  tipo: 'DESCONECTAR' | 'COA';
  nasipaddress: string;
  acctuniqueid: string;
  acctsessionid: string;
  username: string | null;
  framedipaddress: string | null;
  grupo: string | null;
  situacao: Generated<'PENDENTE' | 'FEITO' | 'RECUSADO' | 'SEM_RESPOSTA' | 'DESNECESSARIO' | 'SEM_NAS'>;
  tentativas: Generated<number>;
  erro: string | null;
  criado_em: Generated<Timestamp>;
  terminado_em: Timestamp | null;
}

export interface RadiusConsultaTable {
  id: Generated<number>;
  quando: Generated<Timestamp>;
  operador: string;
  motivo: string | null;
  ip: string;
  porta: number | null;
  instante: Timestamp;
  resposta: Json;
}

export interface RadiusConsumoDiaTable {
  contrato_id: number;
  dia: Day;
  download: Generated<number>;
  upload: Generated<number>;
  download_antes: Generated<number>;
  upload_antes: Generated<number>;
}

export interface RadiusLeituraTable {
  contrato_id: number;
  quando: Timestamp;
  login: string;
  entrada: number;
  saida: number;
}

export interface RadiusNasTable {
  id: Generated<number>;
  nasname: string;
  shortname: string;
  type: Generated<string>;
  ports: number | null;
  secret: string;
  server: string | null;
  community: string | null;
  description: string | null;
  coa_porta: Generated<number>;
  ao_mudar: Generated<'DESCONECTAR' | 'COA'>;
  intervalo_s: Generated<number>;
}

export interface RadiusParametroTable {
  id: Generated<boolean>;
  reduzida_download_kbps: Generated<number>;
  reduzida_upload_kbps: Generated<number>;
  bloqueada_kbps: Generated<number>;
  interims_perdidos: Generated<number>;
  leituras_meses: Generated<number>;
}

export interface RadiusRadacctTable {
  radacctid: Generated<number>;
  acctsessionid: string;
  acctuniqueid: string;
  username: string | null;
  realm: string | null;
  nasipaddress: string;
  nasportid: string | null;
  nasporttype: string | null;
  acctstarttime: Timestamp;
  acctupdatetime: Timestamp;
  acctstoptime: Timestamp | null;
  acctinterval: number | null;
  acctsessiontime: number | null;
  acctauthentic: string | null;
  connectinfo_start: string | null;
  connectinfo_stop: string | null;
  acctinputoctets: Generated<number>;
  acctoutputoctets: Generated<number>;
  calledstationid: string | null;
  callingstationid: string | null;
  acctterminatecause: string | null;
  servicetype: string | null;
  framedprotocol: string | null;
  framedipaddress: string | null;
  framedipv6address: string | null;
  framedipv6prefix: string | null;
  framedinterfaceid: string | null;
  delegatedipv6prefix: string | null;
  class: string | null;
  groupname: string | null;
  contrato_id: number | null;
  circuit_id: string | null;
  entrada_base: Generated<number>;
  saida_base: Generated<number>;
  fechada_por_regra: Generated<boolean>;
  faturado: Generated<boolean>;
  coleta_id: number | null;
  arquivada: Generated<boolean>;
  mais_entrada: Generated<number>;
  mais_saida: Generated<number>;
}

export interface RadiusRadcheckTable {
  id: Generated<number>;
  username: string;
  attribute: string;
  op: Generated<string>;
  value: string;
  contrato_id: number | null;
}

export interface RadiusRadgroupcheckTable {
  id: Generated<number>;
  groupname: string;
  attribute: string;
  op: Generated<string>;
  value: string;
}

export interface RadiusRadgroupreplyTable {
  id: Generated<number>;
  groupname: string;
  attribute: string;
  op: Generated<string>;
  value: string;
  gerado: Generated<boolean>;
}

export interface RadiusRadpostauthTable {
  id: Generated<number>;
  username: string;
  pass: string | null;
  reply: string | null;
  calledstationid: string | null;
  callingstationid: string | null;
  authdate: Generated<Timestamp>;
  class: string | null;
  nasipaddress: string | null;
}

export interface RadiusRadreplyTable {
  id: Generated<number>;
  username: string;
  attribute: string;
  op: Generated<string>;
  value: string;
  contrato_id: number | null;
}

export interface RadiusRadusergroupTable {
  id: Generated<number>;
  username: string;
  groupname: string;
  priority: Generated<number>;
  contrato_id: number | null;
}

export interface DB {
  acesso_cliente: AcessoClienteTable;
  agenda_item: AgendaItemTable;
  agenda_modelo: AgendaModeloTable;
  analise_credito: AnaliseCreditoTable;
  area_atuacao: AreaAtuacaoTable;
  area_cobertura: AreaCoberturaTable;
  area_cobertura_bairro: AreaCoberturaBairroTable;
  area_cobertura_cidade: AreaCoberturaCidadeTable;
  atendimento: AtendimentoTable;
  atendimento_documento: AtendimentoDocumentoTable;
  atendimento_historico: AtendimentoHistoricoTable;
  atendimento_log: AtendimentoLogTable;
  auditoria: AuditoriaTable;
  aviso_app: AvisoAppTable;
  aviso_inadimplencia: AvisoInadimplenciaTable;
  bairro: BairroTable;
  banco: BancoTable;
  bandeira_cartao: BandeiraCartaoTable;
  bloco_cm: BlocoCmTable;
  boleto: BoletoTable;
  boleto_substituido: BoletoSubstituidoTable;
  caixa: CaixaTable;
  canal_tv: CanalTvTable;
  canal_venda: CanalVendaTable;
  centro_custo: CentroCustoTable;
  cfop: CfopTable;
  cidade: CidadeTable;
  classificacao_endereco: ClassificacaoEnderecoTable;
  cliente: ClienteTable;
  cliente_area_atuacao: ClienteAreaAtuacaoTable;
  cliente_arquivo: ClienteArquivoTable;
  cliente_contato: ClienteContatoTable;
  cliente_dados_debito: ClienteDadosDebitoTable;
  cliente_endereco: ClienteEnderecoTable;
  cliente_papel: ClientePapelTable;
  cliente_telefone: ClienteTelefoneTable;
  codigo_email: CodigoEmailTable;
  comando_equipamento: ComandoEquipamentoTable;
  condominio: CondominioTable;
  condominio_cm: CondominioCmTable;
  configuracao_app: ConfiguracaoAppTable;
  consulta_credito: ConsultaCreditoTable;
  conta_financeira: ContaFinanceiraTable;
  conta_financeira_forma_pagamento: ContaFinanceiraFormaPagamentoTable;
  contato_inadimplencia: ContatoInadimplenciaTable;
  contrato: ContratoTable;
  contrato_aceite: ContratoAceiteTable;
  contrato_confianca: ContratoConfiancaTable;
  contrato_endereco: ContratoEnderecoTable;
  contrato_extra: ContratoExtraTable;
  contrato_faturado: ContratoFaturadoTable;
  contrato_historico: ContratoHistoricoTable;
  contrato_produto_sva: ContratoProdutoSvaTable;
  contrato_promocao: ContratoPromocaoTable;
  contrato_vencimento_troca: ContratoVencimentoTrocaTable;
  contrato_wifi: ContratoWifiTable;
  convenio: ConvenioTable;
  credencial: CredencialTable;
  criterio_credito: CriterioCreditoTable;
  demo_carga: DemoCargaTable;
  demo_mensagem: DemoMensagemTable;
  demo_mensagem_anexo: DemoMensagemAnexoTable;
  demo_parceiro: DemoParceiroTable;
  demo_pix: DemoPixTable;
  demo_pix_devolucao: DemoPixDevolucaoTable;
  demo_pix_recebido: DemoPixRecebidoTable;
  emitente_fiscal: EmitenteFiscalTable;
  empresa: EmpresaTable;
  equipamento: EquipamentoTable;
  evento: EventoTable;
  expediente: ExpedienteTable;
  fatura: FaturaTable;
  fatura_contestacao: FaturaContestacaoTable;
  fatura_contrato: FaturaContratoTable;
  fatura_linha: FaturaLinhaTable;
  fechamento_externo: FechamentoExternoTable;
  feriado: FeriadoTable;
  forma_cobranca: FormaCobrancaTable;
  forma_cobranca_cidade: FormaCobrancaCidadeTable;
  forma_pagamento: FormaPagamentoTable;
  franquia_usada: FranquiaUsadaTable;
  franquia_voz: FranquiaVozTable;
  funil_prospecto: FunilProspectoTable;
  idempotencia: IdempotenciaTable;
  importacao: ImportacaoTable;
  inativacao_temporaria: InativacaoTemporariaTable;
  infobip_log: InfobipLogTable;
  instalacao: InstalacaoTable;
  integrador: IntegradorTable;
  justificativa_caixa: JustificativaCaixaTable;
  lancamento_futuro: LancamentoFuturoTable;
  ligacao: LigacaoTable;
  ligacao_ura: LigacaoUraTable;
  logradouro: LogradouroTable;
  mensagem: MensagemTable;
  mensagem_fila: MensagemFilaTable;
  modelo_nota_fiscal: ModeloNotaFiscalTable;
  motivo_inadimplencia: MotivoInadimplenciaTable;
  negociacao: NegociacaoTable;
  negociacao_fatura: NegociacaoFaturaTable;
  nfcom: NfcomTable;
  nota_fiscal: NotaFiscalTable;
  nota_fiscal_item: NotaFiscalItemTable;
  nota_fiscal_numeracao: NotaFiscalNumeracaoTable;
  numero_telefonico: NumeroTelefonicoTable;
  numero_telefonico_uso: NumeroTelefonicoUsoTable;
  origem_comercial: OrigemComercialTable;
  pacote: PacoteTable;
  pacote_cidade: PacoteCidadeTable;
  pacote_item: PacoteItemTable;
  pacote_tv: PacoteTvTable;
  pacote_tv_canal: PacoteTvCanalTable;
  pacote_voz: PacoteVozTable;
  pagamento: PagamentoTable;
  pagamento_agendado: PagamentoAgendadoTable;
  perfil: PerfilTable;
  pix_cobranca: PixCobrancaTable;
  pix_conciliacao: PixConciliacaoTable;
  pix_devolucao: PixDevolucaoTable;
  pix_recebido: PixRecebidoTable;
  planejamento_tributario: PlanejamentoTributarioTable;
  plano: PlanoTable;
  plano_cidade: PlanoCidadeTable;
  plano_planejamento: PlanoPlanejamentoTable;
  plano_rede: PlanoRedeTable;
  plano_tipo_contrato: PlanoTipoContratoTable;
  plano_tv: PlanoTvTable;
  plano_voz: PlanoVozTable;
  politica_financeira: PoliticaFinanceiraTable;
  prefixo_telefonico: PrefixoTelefonicoTable;
  promocao: PromocaoTable;
  prospecto: ProspectoTable;
  prospecto_arquivo: ProspectoArquivoTable;
  prospecto_endereco: ProspectoEnderecoTable;
  prospecto_historico: ProspectoHistoricoTable;
  prospecto_servico: ProspectoServicoTable;
  razao: RazaoTable;
  regra_fiscal: RegraFiscalTable;
  relogio: RelogioTable;
  remessa: RemessaTable;
  remessa_item: RemessaItemTable;
  retorno: RetornoTable;
  retorno_item: RetornoItemTable;
  saida_caixa: SaidaCaixaTable;
  saida_caixa_historico: SaidaCaixaHistoricoTable;
  segmento: SegmentoTable;
  servico: ServicoTable;
  servico_adicional: ServicoAdicionalTable;
  servico_disponivel: ServicoDisponivelTable;
  solicitacao_alteracao: SolicitacaoAlteracaoTable;
  sva_contrato: SvaContratoTable;
  sva_produto: SvaProdutoTable;
  sva_produto_canal_tv: SvaProdutoCanalTvTable;
  sva_produto_pacote_tv: SvaProdutoPacoteTvTable;
  sva_produto_plano: SvaProdutoPlanoTable;
  sva_recurso: SvaRecursoTable;
  sva_usuario: SvaUsuarioTable;
  tabela_preco: TabelaPrecoTable;
  tarifa_voz: TarifaVozTable;
  tecnologia: TecnologiaTable;
  tentativa_acesso: TentativaAcessoTable;
  tipo_atendimento: TipoAtendimentoTable;
  tipo_atendimento_fechamento: TipoAtendimentoFechamentoTable;
  tipo_atividade: TipoAtividadeTable;
  tipo_contato: TipoContatoTable;
  tipo_contato_inadimplencia: TipoContatoInadimplenciaTable;
  tipo_contrato: TipoContratoTable;
  tipo_ligacao: TipoLigacaoTable;
  tipo_prospecto: TipoProspectoTable;
  token_acesso: TokenAcessoTable;
  tributacao_federal: TributacaoFederalTable;
  uf: UfTable;
  uso_integrador: UsoIntegradorTable;
  usuario: UsuarioTable;
  usuario_empresa: UsuarioEmpresaTable;
  usuario_segmento: UsuarioSegmentoTable;
  velocidade: VelocidadeTable;
  vencimento: VencimentoTable;
  visita: VisitaTable;
  webhook: WebhookTable;
  webhook_entrega: WebhookEntregaTable;
  wifi_tr069: WifiTr069Table;
  'radius.anomalia': RadiusAnomaliaTable;
  'radius.atributo': RadiusAtributoTable;
  'radius.cgnat_bloco': RadiusCgnatBlocoTable;
  'radius.comando': RadiusComandoTable;
  'radius.consulta': RadiusConsultaTable;
  'radius.consumo_dia': RadiusConsumoDiaTable;
  'radius.leitura': RadiusLeituraTable;
  'radius.nas': RadiusNasTable;
  'radius.parametro': RadiusParametroTable;
  'radius.radacct': RadiusRadacctTable;
  'radius.radcheck': RadiusRadcheckTable;
  'radius.radgroupcheck': RadiusRadgroupcheckTable;
  'radius.radgroupreply': RadiusRadgroupreplyTable;
  'radius.radpostauth': RadiusRadpostauthTable;
  'radius.radreply': RadiusRadreplyTable;
  'radius.radusergroup': RadiusRadusergroupTable;
}
