import type { Insertable } from 'kysely';
import type { Database, DB } from '#platform/db.ts';
import { makeIntegrador, type TestApp, tokenHeaders } from './app.ts';
import { makeUsuario, newCpf } from './makers.ts';
import { insert, makeLoja } from './vendas.ts';

/** A shop with a segment of its own: two stages, of which the second leads to conversion. */
export async function makeVenda(db: Database) {
  const loja = await makeLoja(db);
  const segmento = await insert(db, 'segmento', { descricao: 'RESIDENCIAL', tipo_contrato_id: loja.tipoContrato });
  const gerente = await insert(db, 'perfil', { nome: 'GERENTE', permissoes: ['APROVAR_REPROVAR_PROSPECTO'] });
  return {
    ...loja,
    segmento,
    primeiro: await insert(db, 'funil_prospecto', {
      segmento_id: segmento,
      descricao: 'PRIMEIRO',
      ordem: 1,
      inicial: true,
    }),
    segundo: await insert(db, 'funil_prospecto', {
      segmento_id: segmento,
      descricao: 'SEGUNDO',
      ordem: 2,
      qualificacao: 'CONVERTER CLIENTE',
    }),
    tipoProspecto: await insert(db, 'tipo_prospecto', { descricao: 'TESTE' }),
    classificacao: await insert(db, 'classificacao_endereco', { descricao: 'CASA' }),
    gerente: (await makeUsuario(db, { perfil_id: gerente })).id,
  };
}
export type Venda = Awaited<ReturnType<typeof makeVenda>>;

/** An open prospect of the shop's seller, at the stage of conversion, with a valid CPF. */
export async function makeProspecto(
  db: Database,
  venda: Venda,
  changed: Partial<Insertable<DB['prospecto']>> = {},
): Promise<{ id: number; documento: string | null }> {
  const documento = changed.documento === undefined ? newCpf() : changed.documento;
  const id = await insert(db, 'prospecto', {
    tipo_pessoa: 'FISICA',
    nome: 'PROSPECTO DE TESTE',
    documento,
    telefone_fixo: '3230334455',
    telefone_movel: '32999998888',
    nascimento: '1988-03-15',
    vendedor_id: venda.usuario,
    segmento_id: venda.segmento,
    tipo_prospecto_id: venda.tipoProspecto,
    canal_venda_id: venda.canal,
    empresa_id: venda.empresa,
    funil_id: venda.segundo,
    ...changed,
  });
  return { id, documento };
}

/** An address of a prospect in the shop's street, number 10. */
export const makeEnderecoDeProspecto = (
  db: Database,
  venda: Venda,
  prospectoId: number,
  changed: Partial<Insertable<DB['prospecto_endereco']>> = {},
): Promise<number> =>
  insert(db, 'prospecto_endereco', {
    prospecto_id: prospectoId,
    tipo: 'PADRAO',
    logradouro_id: venda.logradouro,
    numero: '10',
    classificacao_id: venda.classificacao,
    ...changed,
  });

/** Calls operations as one integrator with a token. */
export async function makeChamada(t: TestApp) {
  const headers = await tokenHeaders(t, await makeIntegrador(t.db));
  return (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, more: Record<string, string> = {}) =>
    t.app.inject({ method, url: `/ws${url}`, headers: { ...headers, ...more }, ...(payload && { payload }) });
}
