import { parseDay } from '#kernel/dates.ts';
import {
  alterarPolitica,
  colunaDa,
  emPorcentagem,
  type NomeRegra,
  type Politica,
  politicaEm,
  politicas,
} from '#modules/financeiro/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { actionOf, onInstallation, printTable, readArgs, type Sentences } from './arguments.ts';
import { type Command, print, UsageError } from './command.ts';

const options = { desde: { type: 'string' }, em: { type: 'string' }, demo: { type: 'boolean' } } as const;
type Values = Partial<{ desde: string; em: string; demo: boolean }>;

// What each rule is, with the unit of its value.
const sobre: Readonly<Record<NomeRegra, string>> = {
  multa: 'multa por atraso, % do saldo, uma vez',
  juros_mes: 'juros de mora, % ao mês, por dia sobre 30',
  fracao_centavo: 'fração de centavo: corte (RGC, art. 49) ou meio-acima',
  antecedencia_dias: 'dias entre a emissão e o vencimento da fatura',
  antecedencia_minima_dias: 'dias até o vencimento, ao menos, da fatura emitida com atraso',
  cobra_suspenso: 'cobra os dias de suspensão: sim ou nao',
  aviso_dias: 'dias do vencimento até o aviso de inadimplência',
  suspensao_parcial_dias: 'dias do aviso até a suspensão parcial, ou nenhuma',
  suspensao_dias: 'dias do aviso até a suspensão total',
  rescisao_dias: 'dias de suspensão até a rescisão',
  confianca_dias: 'dias do desbloqueio de confiança',
  confianca_por_ano: 'desbloqueios de confiança por ano',
  inativacao_minimo_dias: 'dias da inativação temporária, ao menos',
  inativacao_maximo_dias: 'dias da inativação temporária, no máximo',
  inativacao_intervalo_meses: 'meses entre uma inativação temporária e outra',
  negociacao_prazo_dias: 'dias de atraso da primeira parcela que desfazem a negociação',
  negociacao_parcelas: 'parcelas de uma negociação, no máximo',
  negociacao_desconto: 'desconto da negociação além de multa e juros, % do saldo, no máximo',
};

const nomes = Object.keys(sobre) as NomeRegra[];

const texts: Sentences = {
  'politica.dia': ({ hoje }) => `A política só muda de hoje (${hoje}) em diante: pelo que passou já se cobrou.`,
  'politica.regra': ({ nome }) => `Não existe a regra «${nome}». Veja «balcao politica mostrar».`,
  'politica.valor': ({ nome, limite }) => `${nome} deve ser ${limite}.`,
  'politica.ordem': ({ menor, maior }) => `${menor} não pode passar de ${maior}.`,
};

const actions = { mostrar, historico, mudar };

export const politica: Command = {
  name: 'politica',
  about: 'Mostra as regras financeiras em vigor, e as muda a partir de um dia',
  usage: [
    'mostrar [--em AAAA-MM-DD] [--demo]',
    'historico [--demo]',
    'mudar REGRA=VALOR … [--desde AAAA-MM-DD] [--demo]: de hoje em diante, ou do dia dado',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    const [name, ...rest] = positionals;
    await actionOf('politica', actions, name)(values, rest);
  },
};

function mostrar({ em, demo }: Values, rest: readonly string[]): Promise<void> {
  if (rest.length > 0) throw new UsageError(`Argumento a mais: «${rest[0]}».`);
  return onInstallation(demo, texts, async ({ db, clock }) => {
    const dia = em === undefined ? clock.today() : dayOf('--em', em);
    const vigente = await politicaEm(db, dia);
    print(`Em vigor em ${dia}, desde ${vigente.vigente_desde}:`);
    printTable(
      ['REGRA', 'VALOR', 'O QUE É'],
      nomes.map((nome) => [nome, shown(vigente, nome), sobre[nome]]),
    );
  });
}

/** From which day on which rules have changed. */
function historico({ demo }: Values): Promise<void> {
  return onInstallation(demo, texts, async ({ db }) => {
    const lista = await politicas(db);
    const rows = lista.slice(1).flatMap((atual, i) => {
      const antes = lista[i] as Politica;
      return nomes
        .filter((nome) => shown(antes, nome) !== shown(atual, nome))
        .map((nome) => [String(atual.vigente_desde), nome, shown(antes, nome), shown(atual, nome)]);
    });
    if (rows.length === 0) return print('Nenhuma regra mudou desde o começo.');
    printTable(['DESDE', 'REGRA', 'ERA', 'É'], rows);
  });
}

function mudar({ desde, demo }: Values, rest: readonly string[]): Promise<void> {
  if (rest.length === 0) throw new UsageError('Diga o que muda: REGRA=VALOR. As regras: balcao politica mostrar.');
  const mudancas = Object.fromEntries(
    rest.map((text) => {
      const [, nome, valor] = /^([a-z_]+)=(.+)$/.exec(text) ?? [];
      if (!nome || !valor) throw new UsageError(`Uma mudança é REGRA=VALOR; está «${text}».`);
      return [nome, valor];
    }),
  );
  return onInstallation(demo, texts, async ({ db, clock }) => {
    const hoje = clock.today();
    const dia = desde === undefined ? hoje : dayOf('--desde', desde);
    const feita = await inTransaction(db, { origem: 'comando', operacao: 'politica mudar' }, (tx) =>
      alterarPolitica(tx, dia, mudancas, hoje),
    );
    print(`A partir de ${dia}:`);
    printTable(
      ['REGRA', 'VALOR', 'O QUE É'],
      (Object.keys(mudancas) as NomeRegra[]).map((nome) => [nome, shown(feita, nome), sobre[nome]]),
    );
    for (const { vigente_desde } of await politicas(db)) {
      if (vigente_desde > dia)
        print(`De ${vigente_desde} em diante vale o que já estava posto: veja «balcao politica historico».`);
    }
  });
}

function dayOf(name: string, text: string) {
  const found = parseDay(text, 'yyyy-MM-dd');
  if (!found) throw new UsageError(`${name} deve ser um dia, AAAA-MM-DD; está «${text}».`);
  return found;
}

/** A value as it is written on the command line. */
function shown(vigente: Politica, nome: NomeRegra): string {
  const valor = vigente[colunaDa(nome)];
  if (valor === null) return 'nenhuma';
  if (typeof valor === 'boolean') return valor ? 'sim' : 'nao';
  if (emPorcentagem(nome)) return (Number(valor) / 100).toLocaleString('pt-BR', { maximumFractionDigits: 2 });
  return String(valor);
}
