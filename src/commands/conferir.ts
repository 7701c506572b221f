import { formatReais } from '#kernel/money.ts';
import { type Achado, conferir as conferirBase, type NomeDaProva } from '#modules/financeiro/index.ts';
import { integerOf, noMore, onInstallation, readArgs } from './arguments.ts';
import { type Command, print } from './command.ts';
import { progressOn } from './progress.ts';

const options = { mostrar: { type: 'string' }, demo: { type: 'boolean' } } as const;

// About whom, then what should be equal and is not.
const provas: Readonly<Record<NomeDaProva, readonly [string, string]>> = {
  'fatura.linhas': ['fatura', 'o valor não é a soma das linhas'],
  'fatura.emissao': ['fatura', 'a razão não tem a emissão pelo valor da fatura'],
  'fatura.saldo': ['fatura', 'o saldo não é o que a razão diz (CLIENTES)'],
  'fatura.situacao': ['fatura', 'a situação não é a do saldo'],
  'fatura.boleto': ['fatura', 'o boleto tem outro valor'],
  'fatura.cliente': ['fatura', 'a razão tem lançamentos de outro cliente'],
  'fatura.aproveitados': ['fatura', 'créditos e restos das linhas não são os que ela aproveitou'],
  'fatura.chamadas': ['fatura', 'as linhas de chamadas não são as ligações que ela cobra'],
  'pagamento.razao': ['pagamento', 'a razão diz outra coisa'],
  'pagamento.estorno': ['pagamento', 'a razão não tem o estorno por inteiro, ou tem um que não houve'],
  'mes.linhas': ['fatura', 'um contrato está como faturado nela, e ela não tem linha dele'],
  'mes.registro': ['fatura', 'uma mensalidade está sem o registro do mês faturado'],
  'mes.dias': ['contrato', 'um dia está em dois meses faturados'],
  'cliente.creditos': ['cliente', 'os créditos que esperam não são os da razão (CREDITOS)'],
  'cliente.restos': ['cliente', 'os restos que esperam não são os da razão (A_COBRAR)'],
};

const SHOWN = 20;

export const conferir: Command = {
  name: 'conferir',
  about: 'Prova que faturas = linhas − descontos − pagamentos, na base inteira, e diz onde não',
  usage: ['[--mostrar N] [--demo]: de cada erro as N primeiras ocorrências (20); com erros, termina com código 2'],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    noMore(positionals);
    const most = values.mostrar === undefined ? SHOWN : integerOf('--mostrar', values.mostrar);
    await onInstallation(values.demo, {}, async ({ db }) => {
      const counts = new Map<NomeDaProva, number>();
      const note = (achado: Achado) => {
        const n = (counts.get(achado.prova) ?? 0) + 1;
        counts.set(achado.prova, n);
        if (n <= most) print(lineOf(achado));
      };
      let progress: ReturnType<typeof progressOn> | undefined;
      const somas = await conferirBase(db, note, ({ feitas, de }) => {
        progress ??= progressOn(process.stderr, de, 'faturas');
        progress.step(feitas, feitas);
      });
      progress?.end();
      const { faturas, trazidas, ...valores } = somas;
      const [valor, cobrado, descontado, baixado, devido] = [
        valores.valor,
        valores.cobrado,
        valores.descontado,
        valores.baixado,
        valores.devido,
      ].map(formatReais);
      print(`${number(faturas)} faturas: ${valor} = linhas ${cobrado} − descontos ${descontado}.`);
      print(`Baixados ${baixado}, a receber ${devido}.`);
      if (trazidas > 0) {
        print(
          `${number(trazidas)} vieram de outro sistema, sem linhas: destas se conferiram o boleto e os pagamentos.`,
        );
      }
      if (counts.size === 0) return print('Tudo confere.');
      print();
      for (const [prova, n] of counts) print(`${number(n).padStart(9)}  ${provas[prova].join(': ')}`);
      process.exitCode = 2;
    });
  },
};

function lineOf({ prova, id, esperado, achado }: Achado): string {
  const [quem, frase] = provas[prova];
  const amounts =
    esperado === null || achado === null ? '' : ` (esperado ${formatReais(esperado)}, está ${formatReais(achado)})`;
  return `${quem} ${id}: ${frase}${amounts}`;
}

const number = (n: number): string => n.toLocaleString('pt-BR');
