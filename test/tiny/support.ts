import type { TestApp, TestIntegrador } from '../support/app.ts';

export interface Registro {
  sequencia: string | number;
  status: 'OK' | 'Erro';
  id?: string;
  codigo_erro?: number;
  erros?: { erro: string }[];
}

export interface Retorno {
  status_processamento: number | string;
  status: string;
  codigo_erro?: number | string;
  erros?: { erro: string }[];
  registros?: { registro: Registro }[];
  contato?: Record<string, unknown>;
  contatos?: { contato: Record<string, string> }[];
  pagina?: string;
  numero_paginas?: string;
}

type Contato = Record<string, unknown>;

/** Calls of one integrator as most clients make them: a form with JSON. */
export function tinyClient({ app }: TestApp, { segredo }: TestIntegrador) {
  const call = async (servico: string, params: Record<string, string>, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: `/api2/${servico}.php`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({ token: segredo, formato: 'JSON', ...params }).toString(),
    });
  const retorno = async (servico: string, params: Record<string, string>): Promise<Retorno> =>
    (await call(servico, params)).json<{ retorno: Retorno }>().retorno;
  const lote = (contatos: readonly Contato[]) => JSON.stringify({ contatos: contatos.map((contato) => ({ contato })) });
  const gravar = async (servico: string, contatos: readonly Contato[]): Promise<Retorno> =>
    retorno(servico, { contato: lote(contatos) });
  const um = async (servico: string, contato: Contato): Promise<Registro> => {
    const { registros } = await gravar(servico, [{ sequencia: '1', nome: 'Contato', situacao: 'A', ...contato }]);
    const [item] = registros ?? [];
    if (!item) throw new Error('no record in the answer');
    return item.registro;
  };
  return {
    call,
    retorno,
    lote,
    gravar,
    /** Changes one contact; name and situation are filled in. */
    alterar: (contato: Contato) => um('contato.alterar', contato),
    incluir: (contato: Contato) => um('contato.incluir', contato),
    obter: async (id: number | string | undefined) =>
      (await retorno('contato.obter', { id: String(id) })).contato as Record<string, unknown>,
    pesquisar: (params: Record<string, string>) => retorno('contatos.pesquisa', params),
  };
}

/** What is wrong, as code and sentences. */
export const recusa = ({ codigo_erro, erros }: Pick<Registro, 'codigo_erro' | 'erros'>) => [
  codigo_erro,
  ...(erros ?? []).map(({ erro }) => erro),
];
