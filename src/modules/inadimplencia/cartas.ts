import { sql } from 'kysely';
import { type Day, daysBetween, formatDay } from '#kernel/dates.ts';
import { DomainError } from '#kernel/errors.ts';
import type { ValoresDe } from '#modules/notificacoes/index.ts';
import type { Tx } from '#platform/db.ts';
import { registrarProva } from './aplicar.ts';
import { valoresDoAviso } from './avisar.ts';
import { lerContratos } from './ler.ts';
import { datasDoAviso } from './prazos.ts';
import { decidir } from './rules.ts';
import type { AvisoAberto, ContratoEmCobranca } from './situacao.ts';

/** The letter of a customer's notices, for the template `aviso-inadimplencia`. */
export interface Carta {
  avisos: number[];
  clienteId: number;
  nome: string;
  /** In one line; null: none is on record. */
  endereco: string | null;
  valores: ValoresDe<'aviso-inadimplencia'>;
}

// Where bills go, or else where the customer is.
const endereco = sql<string | null>`(
  select concat_ws(', ', coalesce(l.nome, e.logradouro), e.numero, e.complemento, coalesce(b.nome, e.bairro),
    coalesce(ci.nome, e.cidade), coalesce(ci.uf, e.uf), coalesce(l.cep, e.cep))
  from cliente_endereco e left join logradouro l on l.id = e.logradouro_id left join bairro b on b.id = l.bairro_id
  left join cidade ci on ci.id = coalesce(b.cidade_id, e.cidade_id)
  where e.cliente_id = c.id and e.ativo order by e.tipo <> 'COBRANCA', e.tipo <> 'PADRAO', e.id limit 1)`;

type ComAviso = ContratoEmCobranca & { aviso: AvisoAberto };

/**
 * The letters of the notices that neither e-mail nor SMS can carry, one for each customer. Their days are counted anew
 * from today, on which they are printed.
 */
export async function cartasPendentes(tx: Tx, hoje: Day): Promise<Carta[]> {
  const clientes = await tx
    .selectFrom('aviso_inadimplencia as a')
    .innerJoin('cliente as c', 'c.id', 'a.cliente_id')
    .select(['c.id', 'c.nome', endereco.as('endereco')])
    .distinct()
    .where('a.situacao', '=', 'ABERTO')
    .where('a.enviado_em', 'is', null)
    .orderBy('c.id')
    .execute();
  const contratos = await lerContratos(
    tx,
    clientes.map(({ id }) => id),
    hoje,
  );
  const pendentes = contratos.filter((contrato): contrato is ComAviso => faltaCarta(contrato, hoje));
  const cartas: Carta[] = [];
  for (const { id, nome, endereco: onde } of clientes) {
    const deles = pendentes.filter(({ clienteId }) => clienteId === id);
    const [primeiro] = deles;
    if (!primeiro) continue;
    const { suspensaoDias, rescisaoDias, preparadoEm, suspendeParcialEm } = primeiro.aviso;
    const datas = datasDoAviso(hoje, {
      suspensao_dias: suspensaoDias,
      rescisao_dias: rescisaoDias,
      suspensao_parcial_dias: suspendeParcialEm && daysBetween(preparadoEm, suspendeParcialEm),
    });
    await tx
      .updateTable('aviso_inadimplencia')
      .set({
        preparado_em: hoje,
        suspende_parcial_em: datas.suspendeParcialEm,
        suspende_em: datas.suspendeEm,
        rescinde_em: datas.rescindeEm,
      })
      .where(
        'id',
        'in',
        deles.map(({ aviso }) => aviso.id),
      )
      .execute();
    const avisados = deles.map(({ id: contratoId, dividas, aviso }) => ({
      contratoId,
      dividas: dividas.filter(({ faturaId, devido }) => devido > 0 && aviso.faturas.includes(faturaId)),
    }));
    cartas.push({
      avisos: deles.map(({ aviso }) => aviso.id),
      clienteId: id,
      nome,
      endereco: onde || null,
      valores: valoresDoAviso(nome, avisados, datas),
    });
  }
  return cartas;
}

const faltaCarta = (contrato: ContratoEmCobranca, hoje: Day): boolean =>
  contrato.aviso !== null && decidir(contrato, { aviso_dias: 0 }, hoje, {}).motivo === 'falta_carta';

/**
 * Puts on record that the letter of a notice was delivered: an operator's word is its proof, and the audit trail has who
 * gave it. Throws notFound `aviso.nao_encontrado`, invalid `aviso.dia` (facts desde, ate).
 */
export async function registrarEntrega(tx: Tx, avisoId: number, dia: Day, hoje: Day): Promise<void> {
  const found = await tx
    .selectFrom('aviso_inadimplencia')
    .select(['cliente_id', 'preparado_em'])
    .where('id', '=', avisoId)
    .where('situacao', '=', 'ABERTO')
    .where('enviado_em', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!found) throw new DomainError('notFound', 'aviso.nao_encontrado');
  if (dia < found.preparado_em || dia > hoje) {
    throw new DomainError('invalid', 'aviso.dia', {
      desde: formatDay(found.preparado_em, 'dd/MM/yyyy'),
      ate: formatDay(hoje, 'dd/MM/yyyy'),
    });
  }
  const contratos = await lerContratos(tx, [found.cliente_id], hoje);
  const aviso = contratos.find((contrato) => contrato.aviso?.id === avisoId)?.aviso;
  if (!aviso) throw new DomainError('notFound', 'aviso.nao_encontrado');
  await registrarProva(tx, aviso, dia, 'CARTA');
}
