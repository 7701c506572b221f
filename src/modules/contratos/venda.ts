import type { Centavos } from '#kernel/money.ts';
import type { DadosTecnologia } from './rules.ts';

export type Fidelizacao = 'SEM' | 'MESES_4' | 'MESES_12' | 'MESES_24' | 'MESES_36';

/** One plan of a sale: the only one, or an item of a package. */
export interface ItemVendido {
  idPlano: number;
  /** The plan's part a month, without extras; of a package's item with the package's discount taken off. */
  valor: Centavos;
  idPlanejamentoTributario?: number | undefined;
  idServicoInstalacao?: number | undefined;
  parcelas?: number | undefined;
  idsPromocoes: readonly number[];
  idPlanoProspectado?: number | undefined;
}

export interface Venda {
  idUsuario: number;
  idCliente: number;
  idTipoContrato: number;
  idsEnderecos: readonly number[];
  idOrigemComercial: number;
  idVencimento: number;
  idFormaCobranca: number;
  idCanalVenda: number;
  podeSuspender: boolean;
  naoCancelaPorInadimplencia: boolean;
  fidelizacao: Fidelizacao;
  idDadosDebito?: number | undefined;
  observacaoFiscal?: string | undefined;
  observacaoFatura?: string | undefined;
  dados: DadosTecnologia;
  /** The package that the items are sold as. */
  idPacote?: number | undefined;
  itens: readonly ItemVendido[];
}

export interface ContratoVendido {
  id: number;
  clienteId: number;
  cliente: string;
  planoId: number;
  plano: string;
  tecnologia: string;
  valor: Centavos;
  status: string;
}
