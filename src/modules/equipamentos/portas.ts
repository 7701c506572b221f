export const FABRICANTES = ['ZTE', 'NOKIA', 'HUAWEI', 'FIBERHOME'] as const;
export type Fabricante = (typeof FABRICANTES)[number];

/** What came of a command: done; or not, and whether it is worth trying again. `resultado` is a code for the operator. */
export type Desfecho = { certo: true; resultado: string } | { certo: false; resultado: string; denovo: boolean };

/** What an OLT is to do with a customer's equipment. */
export interface PedidoOlt {
  comandoId: number;
  comando: 'provisionar' | 'desprovisionar';
  fabricante: Fabricante;
  serial: string;
  contratoId: number;
  clienteId: number;
  planoId: number;
  cidadeId: number | null;
  loginPppoe: string | null;
  telefonia: boolean;
  /** Where the contract is connected, if that is known. */
  caixa: { id: number; numero: string; saida: number; mapeamento: string | null } | null;
}

/** The OLTs of all makers. Carries out a command once, however often it is told it. */
export interface Olt {
  executar(pedido: PedidoOlt): Promise<Desfecho>;
}

/** Equipment as the ACS finds it. */
export interface AlvoAcs {
  serial: string;
  acsId: string | null;
}

/** The auto-configuration server (TR-069). */
export interface Acs {
  /** The id under which it knows the equipment; null when it does not. */
  achar(alvo: AlvoAcs): Promise<string | null>;
  reiniciar(acsId: string): Promise<Desfecho>;
  /** Sets parameters, a name and a value each. */
  configurar(acsId: string, parametros: readonly (readonly [nome: string, valor: string])[]): Promise<Desfecho>;
}

const semConfiguracao: Desfecho = { certo: false, resultado: 'sem_configuracao', denovo: false };

/** No bridge is set: every command fails at once. */
export const semOlt: Olt = { executar: async () => semConfiguracao };

/** No ACS is set. */
export const semAcs: Acs = {
  achar: async () => 'sem_configuracao',
  reiniciar: async () => semConfiguracao,
  configurar: async () => semConfiguracao,
};
