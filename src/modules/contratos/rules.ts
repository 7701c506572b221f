import { DomainError } from '#kernel/errors.ts';
import { type Centavos, centavos } from '#kernel/money.ts';

export type StatusContrato =
  | 'AGUARDANDO INSTALACAO'
  | 'AGUARDANDO PAGAMENTO'
  | 'AGUARDANDO AMPLIACAO'
  | 'HABILITADO'
  | 'HABILITADO EM CONFIANCA'
  | 'SUSPENSO PARCIALMENTE'
  | 'SUSPENSO'
  | 'INATIVO TEMPORARIAMENTE'
  | 'EM NEGOCIACAO'
  | 'CANCELADO';

// The statuses are those of the document (page 163); which may follow which it does not say. CANCELADO is final.
const seguintes: Record<StatusContrato, readonly StatusContrato[]> = {
  'AGUARDANDO INSTALACAO': ['HABILITADO', 'AGUARDANDO PAGAMENTO', 'AGUARDANDO AMPLIACAO', 'CANCELADO'],
  'AGUARDANDO PAGAMENTO': ['AGUARDANDO INSTALACAO', 'HABILITADO', 'CANCELADO'],
  'AGUARDANDO AMPLIACAO': ['AGUARDANDO INSTALACAO', 'HABILITADO', 'CANCELADO'],
  HABILITADO: ['SUSPENSO PARCIALMENTE', 'SUSPENSO', 'INATIVO TEMPORARIAMENTE', 'EM NEGOCIACAO', 'CANCELADO'],
  'HABILITADO EM CONFIANCA': ['HABILITADO', 'SUSPENSO PARCIALMENTE', 'SUSPENSO', 'EM NEGOCIACAO', 'CANCELADO'],
  'SUSPENSO PARCIALMENTE': ['HABILITADO', 'HABILITADO EM CONFIANCA', 'SUSPENSO', 'EM NEGOCIACAO', 'CANCELADO'],
  SUSPENSO: ['HABILITADO', 'HABILITADO EM CONFIANCA', 'EM NEGOCIACAO', 'CANCELADO'],
  'INATIVO TEMPORARIAMENTE': ['HABILITADO', 'CANCELADO'],
  'EM NEGOCIACAO': ['HABILITADO', 'SUSPENSO', 'CANCELADO'],
  CANCELADO: [],
};

/** Whether a contract in the one status may go to the other. */
export const podeMudar = (de: StatusContrato, para: StatusContrato): boolean => seguintes[de].includes(para);

export type TipoEndereco = 'PADRAO' | 'FISCAL' | 'COBRANCA' | 'INSTALACAO';

/** What a sale needs to know of a plan to judge it. */
export interface PlanoVendido {
  id: number;
  tipoTecnologia: 'INTERNET' | 'TELEFONIA' | 'TV' | 'HOSPEDAGEM' | 'OUTROS';
  fibra: boolean;
  utilizaTabelaPreco: boolean;
  possuiPlanejamentoTributario: boolean;
  servicoInstalacaoId: number | null;
  reservaSaida: boolean;
  geraLogin: boolean;
  geraSenha: boolean;
}

export interface ServicoInstalacao {
  id: number;
  permiteParcelar: boolean;
  maximoParcelas: number;
}

/** Telephony's flags, by their wire names. */
export const BLOQUEIOS = [
  'bloquearLigacaoCobrar',
  'bloquearLigacaoDDD',
  'bloquearLigacaoCelular',
  'bloquearLigacaoInternacional',
  'exibeListaTelefonica',
] as const;
export type Bloqueios = Record<(typeof BLOQUEIOS)[number], boolean>;

/** What only one kind of technology takes; all of it optional on the wire. */
export interface DadosTecnologia {
  loginRadius?: string | undefined;
  senhaRadius?: string | undefined;
  idSaidaCaixa?: number | undefined;
  idCaixa?: number | undefined;
  idLocationCM?: number | undefined;
  idVelocidade?: number | undefined;
  idNumero?: number | undefined;
  bloqueios: Partial<Bloqueios>;
  idsPacotesVozExtra: readonly number[];
  idsCanaisExtras: readonly number[];
  idsPacotesCanaisExtras: readonly number[];
}

/** The campo of a `campo.exigido` refusal is the wire name of what is missing. */
const exigir = (condition: boolean, value: unknown, campo: string, motivo: string): void => {
  if (condition && value === undefined) throw new DomainError('invalid', 'venda.campo_exigido', { campo, motivo });
};

/**
 * The addresses of a contract (document page 80): one of type PADRAO, or one INSTALACAO and one COBRANCA.
 * Throws invalid `venda.enderecos`.
 */
export function exigirEnderecos(tipos: readonly TipoEndereco[]): void {
  const has = (tipo: TipoEndereco) => tipos.includes(tipo);
  if (!has('PADRAO') && !(has('INSTALACAO') && has('COBRANCA'))) throw new DomainError('invalid', 'venda.enderecos');
}

/** Whether a sale of the plan takes an output of a box: fibre whose plan says so (page 80). */
export const reservaSaida = ({ tipoTecnologia, fibra, reservaSaida: reserva }: PlanoVendido): boolean =>
  tipoTecnologia === 'INTERNET' && fibra && reserva;

/**
 * What the plan's technology makes necessary (pages 80, 83, 86, 90), each refused by its own name.
 * `connectMaster`: the company has the integration. Throws invalid `venda.campo_exigido` (facts campo, motivo).
 */
export function exigirDadosDaTecnologia(plano: PlanoVendido, dados: DadosTecnologia, connectMaster: boolean): void {
  if (plano.tipoTecnologia === 'INTERNET') {
    exigir(plano.utilizaTabelaPreco, dados.idVelocidade, 'idVelocidade', 'o plano utiliza tabela de preço');
    exigir(!plano.geraLogin, dados.loginRadius, 'loginRadius', 'o plano não gera o login automaticamente');
    exigir(!plano.geraSenha, dados.senhaRadius, 'senhaRadius', 'o plano não gera a senha automaticamente');
    if (reservaSaida(plano)) {
      exigir(true, dados.idCaixa, 'idCaixa', 'o plano reserva saída de caixa');
      exigir(true, dados.idSaidaCaixa, 'idSaidaCaixa', 'o plano reserva saída de caixa');
      exigir(connectMaster, dados.idLocationCM, 'idLocationCM', 'a empresa tem integração com o ConnectMaster');
    }
  }
  if (plano.tipoTecnologia === 'TELEFONIA') {
    exigir(true, dados.idNumero, 'idNumero', 'o plano é de telefonia');
    for (const campo of BLOQUEIOS) exigir(true, dados.bloqueios[campo], campo, 'o plano é de telefonia');
  }
}

/** Extras belong to a plan of their technology. Throws invalid `venda.extra_alheio` (facts campo). */
export function recusarExtrasAlheios(tipos: readonly PlanoVendido['tipoTecnologia'][], dados: DadosTecnologia): void {
  const alheio = (ids: readonly number[], tipo: PlanoVendido['tipoTecnologia'], campo: string) => {
    if (ids.length > 0 && !tipos.includes(tipo))
      throw new DomainError('invalid', 'venda.extra_alheio', { campo, tipo });
  };
  alheio(dados.idsPacotesVozExtra, 'TELEFONIA', 'idsPacotesVozExtra');
  alheio(dados.idsCanaisExtras, 'TV', 'idsCanaisExtras');
  alheio(dados.idsPacotesCanaisExtras, 'TV', 'idsPacotesCanaisExtras');
}

/**
 * The installation fee: required where the plan has one, sold in at most as many instalments as it allows; one when
 * none is told. Gives the number of instalments, or null without a fee.
 * `permitidos`: the plan's own service and that of its tax planning.
 * Throws invalid `venda.campo_exigido`, `venda.servico_instalacao`, `venda.parcelas` (facts maximo).
 */
export function parcelasDaInstalacao(
  plano: PlanoVendido,
  permitidos: readonly ServicoInstalacao[],
  idServico: number | undefined,
  parcelas: number | undefined,
): number | null {
  exigir(plano.servicoInstalacaoId !== null, idServico, 'idServicoInstalacao', 'o plano tem taxa de instalação');
  if (idServico === undefined) return null;
  const servico = permitidos.find(({ id }) => id === idServico);
  if (!servico) throw new DomainError('invalid', 'venda.servico_instalacao');
  podeParcelar(servico, parcelas ?? 1);
  return parcelas ?? 1;
}

/** A service is charged in at most as many instalments as it allows. Throws invalid `venda.parcelas` (facts maximo). */
export function podeParcelar(
  { permiteParcelar, maximoParcelas }: Pick<ServicoInstalacao, 'permiteParcelar' | 'maximoParcelas'>,
  parcelas: number,
): void {
  const maximo = permiteParcelar ? Math.max(maximoParcelas, 1) : 1;
  if (parcelas < 1 || parcelas > maximo) throw new DomainError('invalid', 'venda.parcelas', { maximo });
}

/** The tax planning: required where the plan has the attribute (page 80), and one of the plan's. */
export function exigirPlanejamento(
  plano: PlanoVendido,
  daPlano: readonly number[],
  idPlanejamento: number | undefined,
): void {
  exigir(
    plano.possuiPlanejamentoTributario,
    idPlanejamento,
    'idPlanejamentoTributario',
    'o plano possui planejamento tributário',
  );
  if (idPlanejamento !== undefined && !daPlano.includes(idPlanejamento)) {
    throw new DomainError('invalid', 'venda.planejamento');
  }
}

/**
 * The value sent must be the plan's, or the price table's (page 80), to the cent.
 * Throws invalid `venda.sem_preco`, `venda.valor` (facts esperado, in centavos).
 */
export function exigirValor(enviado: Centavos, preco: Centavos | null): void {
  if (preco === null) throw new DomainError('invalid', 'venda.sem_preco');
  if (enviado !== preco) throw new DomainError('invalid', 'venda.valor', { esperado: preco });
}

/** The monthly value of the contract: the plan's plus the extras'. */
export function valorDoContrato(plano: Centavos, extras: readonly Centavos[]): Centavos {
  return centavos(extras.reduce<number>((sum, extra) => sum + extra, plano));
}
