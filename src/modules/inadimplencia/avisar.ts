import { type Day, formatDay } from '#kernel/dates.ts';
import { type Centavos, centavos, formatReais } from '#kernel/money.ts';
import { splitTelefone } from '#kernel/telephone.ts';
import { telefoneCelular } from '#modules/clientes/index.ts';
import type { Politica } from '#modules/financeiro/index.ts';
import { agendarEmail, agendarSms, type ValoresDe } from '#modules/notificacoes/index.ts';
import { takeIds } from '#platform/bulk.ts';
import type { Reader, Tx } from '#platform/db.ts';
import { type DatasDoAviso, datasDoAviso } from './prazos.ts';
import type { Divida } from './situacao.ts';

/** A contract to be noticed, and for what. */
export interface Avisado {
  contratoId: number;
  dividas: readonly Divida[];
}

/**
 * Opens a notice for contracts of one customer and puts one message for all of them into the outbox: by e-mail, or by
 * SMS to who has none. Without either it waits for a letter. Its terms run from the proof that it was sent.
 */
export async function avisar(
  tx: Tx,
  clienteId: number,
  avisados: readonly Avisado[],
  politica: Politica,
  hoje: Day,
): Promise<void> {
  const ids = await takeIds(tx, 'aviso_inadimplencia', avisados.length);
  const causa = `inadimplencia.aviso ${ids[0]}`;
  const datas = datasDoAviso(hoje, politica);
  await tx
    .insertInto('aviso_inadimplencia')
    .values(
      avisados.map(({ contratoId, dividas }, i) => ({
        id: ids[i] as number,
        contrato_id: contratoId,
        cliente_id: clienteId,
        preparado_em: hoje,
        causa,
        valor: somaDe(dividas),
        faturas: dividas.map(({ faturaId }) => faturaId),
        suspende_parcial_em: datas.suspendeParcialEm,
        suspende_em: datas.suspendeEm,
        rescinde_em: datas.rescindeEm,
        suspensao_dias: politica.suspensao_dias,
        rescisao_dias: politica.rescisao_dias,
      })),
    )
    .execute();
  const quem = await destinatario(tx, clienteId);
  const valores = valoresDoAviso(quem.nome, avisados, datas);
  if (quem.email) {
    await agendarEmail(tx, { clienteId, para: quem.email, modelo: 'aviso-inadimplencia', valores, causa });
  } else {
    await agendarAvisoPorSms(tx, clienteId, causa, valores);
  }
}

/** The same notice by SMS, where the customer has a mobile telephone. */
export async function agendarAvisoPorSms(
  tx: Tx,
  clienteId: number,
  causa: string,
  valores: ValoresDe<'aviso-inadimplencia'>,
): Promise<void> {
  const { celular } = await destinatario(tx, clienteId);
  const telefone = celular ? splitTelefone(celular) : null;
  if (telefone) await agendarSms(tx, { clienteId, telefone, modelo: 'aviso-inadimplencia', valores, causa });
}

async function destinatario(db: Reader, clienteId: number) {
  const { telefone_celular: celular, ...cliente } = await db
    .selectFrom('cliente as c')
    .select(['c.nome', 'c.email', telefoneCelular('c.id')])
    .where('c.id', '=', clienteId)
    .executeTakeFirstOrThrow();
  return { ...cliente, celular };
}

/** What the notice says (RGC, Resolução Anatel 765/2023, arts. 70 and 71): reason, amounts and months, days, consequences. */
export function valoresDoAviso(
  nome: string,
  avisados: readonly Avisado[],
  { suspendeParcialEm, suspendeEm, rescindeEm }: DatasDoAviso,
): ValoresDe<'aviso-inadimplencia'> {
  const escrito = (dia: Day) => formatDay(dia, 'dd/MM/yyyy');
  const faturas = new Map<number, Divida>(
    avisados.flatMap(({ dividas }) => dividas.map((divida) => [divida.faturaId, divida])),
  );
  const linhas = Array.from(faturas.values(), ({ faturaId, vencimento, devido }) => {
    const contratos = avisados
      .filter(({ dividas }) => dividas.some((divida) => divida.faturaId === faturaId))
      .map(({ contratoId }) => contratoId);
    return `Contrato ${contratos.join(', ')}: fatura ${faturaId} de ${vencimento.slice(5, 7)}/${vencimento.slice(0, 4)}, vencida em ${escrito(vencimento)}, ${formatReais(devido)}.`;
  });
  return {
    nome,
    contratos: linhas.join('\n'),
    valor: formatReais(somaDe([...faturas.values()])),
    suspensaoParcial: suspendeParcialEm
      ? `- a partir de ${escrito(suspendeParcialEm)} o serviço poderá ser suspenso parcialmente;\n`
      : '',
    suspensao: escrito(suspendeEm),
    rescisao: escrito(rescindeEm),
  };
}

const somaDe = (dividas: readonly Divida[]): Centavos =>
  centavos(dividas.reduce((soma, { devido }) => soma + devido, 0));
