import type { InsertObject } from 'kysely';
import { centavos } from '#kernel/money.ts';
import type { DB } from '#platform/db.ts';
import { inventDay, type Random } from './random.ts';
import type { Surroundings } from './surroundings.ts';

/** A contract with what it is charged by. */
export interface InventedContract {
  id: number;
  contrato: InsertObject<DB, 'contrato'>;
  promocoes: InsertObject<DB, 'contrato_promocao'>[];
  extras: InsertObject<DB, 'contrato_extra'>[];
}

/** Invents a contract of a customer: in service, suspended or cancelled; some with a promotion, voice or instalments. */
export function inventContract(
  random: Random,
  { planos, tipoContrato, vencimentos, cobranca }: Surroundings,
  id: number,
  cliente_id: number,
): InventedContract {
  const plano = random.of(planos);
  const fate = random.below(100);
  const extra = random.chance(15) ? random.of(cobranca.extras) : null;
  const instalacao = random.chance(5) ? cobranca.instalacao : null;
  const status = fate < 85 ? 'HABILITADO' : fate < 93 ? 'SUSPENSO' : 'CANCELADO';
  return {
    id,
    contrato: {
      id,
      cliente_id,
      plano_id: plano.id,
      tipo_contrato_id: tipoContrato,
      vencimento_id: random.of(vencimentos).id,
      valor: centavos(plano.valor + (extra?.valor ?? 0)),
      valor_plano: centavos(plano.valor),
      status,
      habilitado_em: inventDay(random, 2016, 2026),
      cancelado_em: status === 'CANCELADO' ? inventDay(random, 2026, 2027, 6) : null,
      empresa_id: cobranca.empresa,
      forma_cobranca_id: cobranca.formas[formOf(random.below(100))] ?? null,
      servico_instalacao_id: instalacao?.servico ?? null,
      valor_instalacao: instalacao && centavos(instalacao.valor),
      parcelas_instalacao: instalacao?.parcelas ?? null,
    },
    promocoes: random.chance(20) ? [{ contrato_id: id, promocao_id: random.of(cobranca.promocoes), ordem: 1 }] : [],
    extras: extra ? [{ contrato_id: id, pacote_voz_id: extra.pacoteVoz, valor: centavos(extra.valor) }] : [],
  };
}

const formOf = (percent: number): number => (percent < 75 ? 0 : percent < 95 ? 1 : 2);
