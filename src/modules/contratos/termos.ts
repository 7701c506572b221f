import { DomainError } from '#kernel/errors.ts';
import type { Tx } from '#platform/db.ts';
import { exigirEnderecos } from './rules.ts';
import type { Venda } from './venda.ts';
import { termosDaVenda } from './venda-queries.ts';

/** Where the service of a contract is installed. */
export interface Local {
  cidadeId: number;
  bairroId: number | null;
  uf: string;
  cep: string | null;
}

/** The terms of a sale, all of them found and right. */
export interface Termos {
  cliente: { id: number; nome: string; tipoPessoa: 'FISICA' | 'JURIDICA' };
  perfilId: number;
  prePago: boolean;
  empresaId: number;
  connectMaster: boolean;
  local: Local;
}

/**
 * Reads what the terms refer to and judges it. Throws invalid `cliente.desconhecido`, `usuario.desconhecido`,
 * `referencia.desconhecida` (facts campo, tabela), `venda.enderecos`, `venda.campo_exigido`, `venda.forma_pacote`.
 */
export async function termosDe(tx: Tx, venda: Venda): Promise<Termos> {
  const [found] = await termosDaVenda(tx, {
    ...venda,
    idDadosDebito: venda.idDadosDebito ?? null,
    idVelocidade: venda.dados.idVelocidade ?? null,
  });
  if (!found?.cliente) throw new DomainError('invalid', 'cliente.desconhecido');
  if (found.perfil_id === null) throw new DomainError('invalid', 'usuario.desconhecido');
  const { cliente, vencimento, forma, enderecos } = found;
  const known = (value: unknown, campo: string, tabela: string): void => {
    if (value === null) throw new DomainError('invalid', 'referencia.desconhecida', { campo, tabela });
  };
  known(found.tipo_contrato_id, 'idTipoContrato', 'tipo de contrato');
  known(found.origem_id, 'idOrigemComercial', 'origem comercial');
  known(found.canal_id, 'idCanalVenda', 'canal de venda ativo');
  known(vencimento, 'idVencimento', 'vencimento ativo');
  known(forma, 'idFormaCobranca', 'forma de cobrança ativa');
  if (!vencimento || !forma) throw new Error('known() has thrown');
  if (forma.debito_automatico && venda.idDadosDebito === undefined) {
    const motivo = 'a forma de cobrança é de débito automático';
    throw new DomainError('invalid', 'venda.campo_exigido', { campo: 'idDadosDebito', motivo });
  }
  if (venda.idDadosDebito !== undefined) known(found.dados_debito_id, 'idDadosDebito', 'dado de débito do cliente');
  if (venda.dados.idVelocidade !== undefined) known(found.velocidade_id, 'idVelocidade', 'velocidade');
  if (venda.idPacote !== undefined && !forma.permite_pacote) throw new DomainError('invalid', 'venda.forma_pacote');
  if (new Set(venda.idsEnderecos).size !== enderecos.length) {
    throw new DomainError('invalid', 'referencia.desconhecida', {
      campo: 'idsEnderecos',
      tabela: 'endereço do cliente',
    });
  }
  exigirEnderecos(enderecos.map(({ tipo }) => tipo));
  return {
    cliente: {
      id: cliente.id,
      nome: cliente.nome,
      // A foreigner buys as a natural person.
      tipoPessoa: cliente.tipo_pessoa === 'JURIDICA' ? 'JURIDICA' : 'FISICA',
    },
    perfilId: found.perfil_id,
    prePago: forma.pre_pago,
    empresaId: forma.empresa_id,
    connectMaster: forma.integracao_connect_master,
    local: localOf(enderecos),
  };
}

interface Endereco {
  tipo: string;
  cidade_id: number | null;
  bairro_id: number | null;
  uf: string | null;
  cep: string | null;
}

function localOf(enderecos: readonly Endereco[]): Local {
  const at = enderecos.find(({ tipo }) => tipo === 'INSTALACAO') ?? enderecos.find(({ tipo }) => tipo === 'PADRAO');
  if (!at?.cidade_id || !at.uf) throw new DomainError('invalid', 'venda.endereco_sem_cidade');
  return { cidadeId: at.cidade_id, bairroId: at.bairro_id, uf: at.uf, cep: at.cep };
}
