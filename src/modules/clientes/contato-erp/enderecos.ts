import type { Tx } from '#platform/db.ts';
import type { EnderecoErp } from './contato.ts';
import { type EnderecoGravado, enderecoErp, type TipoEndereco } from './leitura.ts';
import { type CidadeErp, logradouroDoEndereco } from './resolver.ts';
import { enderecoVazio, mesmoEndereco, mesmoLugar } from './rules.ts';

/** What belongs to a place and not to its new one. */
const OUTRO_LUGAR = {
  referencia: null,
  condominio_id: null,
  condominio_cm_id: null,
  bloco_cm_id: null,
  andar: null,
  numero_casa: null,
  apto: null,
  latitude: null,
  longitude: null,
};

/**
 * Makes the customer's address of a kind the one that the ERP gives; further addresses and other kinds stay. Where a
 * contract is installed the address stays too: then the ERP's stands beside it. An empty one ends the present one.
 */
export async function gravarEndereco(
  tx: Tx,
  clienteId: number,
  tipo: TipoEndereco,
  endereco: EnderecoErp,
  cidade: CidadeErp | null,
): Promise<void> {
  const atual = await enderecoAtual(tx, clienteId, tipo);
  const desejado = cidade ? { ...endereco, cidade: cidade.nome, uf: cidade.uf } : endereco;
  const alteravel = atual && !atual.em_contrato ? atual : null;
  if (atual && mesmoEndereco(atual, desejado)) return;
  if (enderecoVazio(desejado)) {
    if (!alteravel) return;
    await tx.updateTable('cliente_endereco').set({ ativo: false }).where('id', '=', alteravel.id).execute();
    return;
  }
  const colunas = await colunasDe(tx, desejado, cidade);
  if (alteravel) {
    const mesmaRua = colunas.logradouro_id !== null && colunas.logradouro_id === alteravel.logradouro_id;
    const fica = mesmaRua ? desejado.numero === alteravel.numero : mesmoLugar(alteravel, desejado);
    await tx
      .updateTable('cliente_endereco')
      .set({ ...colunas, ...(!fica && OUTRO_LUGAR) })
      .where('id', '=', alteravel.id)
      .execute();
  } else {
    await tx
      .insertInto('cliente_endereco')
      .values({ cliente_id: clienteId, tipo, ...colunas })
      .execute();
  }
}

async function enderecoAtual(tx: Tx, clienteId: number, tipo: TipoEndereco): Promise<EnderecoGravado | null> {
  const { endereco } = await tx
    .selectFrom('cliente as c')
    .select(enderecoErp(tipo, 'c.id').as('endereco'))
    .where('c.id', '=', clienteId)
    .executeTakeFirstOrThrow();
  return endereco;
}

async function colunasDe(tx: Tx, endereco: EnderecoErp, cidade: CidadeErp | null) {
  const { numero, complemento, pais } = endereco;
  const logradouroId = cidade && (await logradouroDoEndereco(tx, endereco, cidade.id));
  const texto = logradouroId === null;
  return {
    logradouro_id: logradouroId,
    logradouro: texto ? endereco.endereco : null,
    bairro: texto ? endereco.bairro : null,
    cep: texto ? endereco.cep : null,
    cidade_id: texto ? (cidade?.id ?? null) : null,
    cidade: cidade ? null : endereco.cidade,
    uf: cidade ? null : endereco.uf,
    numero,
    complemento,
    pais,
  };
}
