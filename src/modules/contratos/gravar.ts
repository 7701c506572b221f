import { randomBytes } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { Centavos } from '#kernel/money.ts';
import { searchKey } from '#kernel/text.ts';
import { reservarSaida } from '#modules/redes/index.ts';
import { reservarNumero } from '#modules/telefonia/index.ts';
import { violatedConstraint } from '#platform/constraint.ts';
import type { DB, Tx } from '#platform/db.ts';
import { enqueue } from '#platform/jobs.ts';
import type { Extra } from './extras.ts';
import type { PlanoLido } from './planos.ts';
import { reservaSaida } from './rules.ts';
import { registrarStatus } from './status.ts';
import type { Termos } from './termos.ts';
import type { ContratoVendido, ItemVendido, Venda } from './venda.ts';

/** An item that has been judged: nothing but a reservation can refuse it any more. */
export interface ItemJulgado {
  item: ItemVendido;
  plano: PlanoLido;
  extras: readonly Extra[];
  /** In the order of application. */
  promocoes: readonly number[];
  valor: Centavos;
  parcelas: number | null;
}

export interface Vendedor {
  hoje: Day;
  integradorId: number;
  /** Shared by the contracts of one package. */
  vendaPacote: string | null;
}

/**
 * Writes one contract with everything that belongs to it, and takes its output, number and login.
 * Throws conflict `saida.ocupada`, `numero.ocupado`, `venda.login_em_uso`, `venda.prospectado`.
 */
export async function gravarContrato(
  tx: Tx,
  venda: Venda,
  termos: Termos,
  julgado: ItemJulgado,
  vendedor: Vendedor,
): Promise<ContratoVendido> {
  const { item, plano, extras, promocoes, valor, parcelas } = julgado;
  const { dados } = venda;
  const status = plano.habilitaNaVenda ? 'HABILITADO' : 'AGUARDANDO INSTALACAO';
  const voz = plano.tipoTecnologia === 'TELEFONIA' ? dados.bloqueios : {};
  const id = plano.contratoId;
  await inserirContrato(tx, {
    id,
    ...loginDe(plano, termos.cliente.nome, dados),

    cliente_id: termos.cliente.id,
    plano_id: plano.id,
    tipo_contrato_id: venda.idTipoContrato,
    vencimento_id: venda.idVencimento,
    valor,
    valor_plano: item.valor,
    status,
    habilitado_em: status === 'HABILITADO' ? vendedor.hoje : null,
    faturar_desde: status === 'HABILITADO' ? vendedor.hoje : null,
    usuario_id: venda.idUsuario,
    empresa_id: termos.empresaId,
    canal_venda_id: venda.idCanalVenda,
    origem_comercial_id: venda.idOrigemComercial,
    forma_cobranca_id: venda.idFormaCobranca,
    pode_suspender: venda.podeSuspender,
    nao_cancela_por_inadimplencia: venda.naoCancelaPorInadimplencia,
    fidelizacao: venda.fidelizacao,
    planejamento_tributario_id: item.idPlanejamentoTributario ?? null,
    dados_debito_id: venda.idDadosDebito ?? null,
    servico_instalacao_id: item.idServicoInstalacao ?? null,
    parcelas_instalacao: parcelas,
    valor_instalacao: plano.servicos.find(({ id: servico }) => servico === item.idServicoInstalacao)?.valor ?? null,
    velocidade_id: plano.tipoTecnologia === 'INTERNET' ? (dados.idVelocidade ?? plano.velocidadeId) : null,
    pacote_id: venda.idPacote ?? null,
    venda_pacote: vendedor.vendaPacote,
    observacao_fiscal: venda.observacaoFiscal ?? null,
    observacao_fatura: venda.observacaoFatura ?? null,
    bloqueia_a_cobrar: voz.bloquearLigacaoCobrar ?? null,
    bloqueia_ddd: voz.bloquearLigacaoDDD ?? null,
    bloqueia_celular: voz.bloquearLigacaoCelular ?? null,
    bloqueia_internacional: voz.bloquearLigacaoInternacional ?? null,
    exibe_lista_telefonica: voz.exibeListaTelefonica ?? null,
  });

  // Always in this order, so that two sales never wait for each other in a circle.
  if (reservaSaida(plano) && dados.idCaixa && dados.idSaidaCaixa) {
    const locationCM = termos.connectMaster ? dados.idLocationCM : undefined;
    await reservarSaida(tx, id, { caixaId: dados.idCaixa, saidaId: dados.idSaidaCaixa, locationCM });
  }
  if (plano.tipoTecnologia === 'TELEFONIA' && dados.idNumero) await reservarNumero(tx, id, dados.idNumero);
  if (item.idPlanoProspectado !== undefined) {
    const vendido = { idPlano: item.idPlano, idPacote: venda.idPacote };
    await contratarProspectado(tx, id, termos.cliente.id, item.idPlanoProspectado, vendido);
  }

  await tx
    .insertInto('contrato_endereco')
    .values([...new Set(venda.idsEnderecos)].map((cliente_endereco_id) => ({ contrato_id: id, cliente_endereco_id })))
    .execute();
  if (promocoes.length > 0) {
    await tx
      .insertInto('contrato_promocao')
      .values(promocoes.map((promocao_id, i) => ({ contrato_id: id, promocao_id, ordem: i + 1 })))
      .execute();
  }
  if (extras.length > 0) {
    await tx
      .insertInto('contrato_extra')
      .values(extras.map((extra) => ({ contrato_id: id, ...extra })))
      .execute();
  }
  await registrarStatus(tx, null, {
    contratoId: id,
    para: status,
    motivo: 'VENDA',
    usuarioId: venda.idUsuario,
    integradorId: vendedor.integradorId,
  });
  if (plano.tipoTecnologia === 'INTERNET') {
    await enqueue(tx, 'rede.atualizar', { contratoId: id }, { key: `rede.atualizar ${id}` });
  }
  return {
    id,
    clienteId: termos.cliente.id,
    cliente: termos.cliente.nome,
    planoId: plano.id,
    plano: plano.descricao,
    tecnologia: plano.tecnologia,
    valor,
    status,
  };
}

async function inserirContrato(tx: Tx, row: Insertable<DB['contrato']>): Promise<void> {
  try {
    await tx.insertInto('contrato').values(row).execute();
  } catch (error) {
    if (violatedConstraint(error) !== 'contrato_login_radius_unico') throw error;
    throw new DomainError('conflict', 'venda.login_em_uso', { login: row.login_radius });
  }
}

// Generated logins hold the contract's number, so they meet no other; one that the seller chose may.
function loginDe(plano: PlanoLido, nome: string, { loginRadius, senhaRadius }: Venda['dados']) {
  if (plano.tipoTecnologia !== 'INTERNET') return {};
  const prefixo = plano.loginPadrao ?? (searchKey(nome).split(' ')[0] ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');
  const login = plano.geraLogin ? `${prefixo}.${plano.contratoId}` : loginRadius;
  const senha = plano.geraSenha ? (plano.senhaPadrao ?? randomBytes(8).toString('base64url')) : senhaRadius;
  return { login_radius: login ?? null, senha_radius: senha ?? null };
}

// The plan or package that the customer was interested in as a prospect, taken once.
async function contratarProspectado(
  tx: Tx,
  contratoId: number,
  clienteId: number,
  idPlanoProspectado: number,
  vendido: { idPlano: number; idPacote: number | undefined },
): Promise<void> {
  const servico = await tx
    .selectFrom('prospecto_servico as s')
    .innerJoin('prospecto as p', 'p.id', 's.prospecto_id')
    .select(['s.status', 's.plano_id', 's.pacote_id'])
    .where('s.id', '=', idPlanoProspectado)
    .where('p.cliente_id', '=', clienteId)
    .forNoKeyUpdate('s')
    .executeTakeFirst();
  if (!servico) {
    const facts = { campo: 'idPlanoProspectado', tabela: 'plano prospectado do cliente' };
    throw new DomainError('invalid', 'referencia.desconhecida', facts);
  }
  const wanted =
    servico.plano_id === vendido.idPlano || (servico.pacote_id !== null && servico.pacote_id === vendido.idPacote);
  if (servico.status !== 'PENDENTE' || !wanted) throw new DomainError('conflict', 'venda.prospectado');
  await tx
    .updateTable('prospecto_servico')
    .set({ status: 'CONTRATADO', contrato_id: contratoId })
    .where('id', '=', idPlanoProspectado)
    .execute();
  await tx
    .updateTable('contrato')
    .set({ plano_prospectado_id: idPlanoProspectado })
    .where('id', '=', contratoId)
    .execute();
}
