import { type Centavos, formatReais } from '#kernel/money.ts';
import { type Andamento, faturar as faturarContratos, type Resumo, simular } from '#modules/faturamento/index.ts';
import { integerOf, monthOf, noMore, onInstallation, readArgs, type Sentences } from './arguments.ts';
import { type Command, print } from './command.ts';
import { imprimirContas } from './faturar-contas.ts';
import { progressOn } from './progress.ts';

const options = {
  competencia: { type: 'string' },
  cliente: { type: 'string' },
  simular: { type: 'boolean' },
  demo: { type: 'boolean' },
} as const;

export const faturar: Command = {
  name: 'faturar',
  about: 'Fatura os contratos cujo dia chegou, ou um mês inteiro; interrompido, continua de onde parou',
  usage: [
    '[--competencia AAAA-MM] [--cliente N] [--simular] [--demo]',
    '    sem --competencia: o que a rotina do dia faria; --simular nada grava e mostra cada linha',
  ],
  async run(args) {
    const { values, positionals } = readArgs(args, options);
    noMore(positionals);
    const clienteId = values.cliente === undefined ? undefined : integerOf('--cliente', values.cliente, 1);
    const competencia = values.competencia === undefined ? undefined : monthOf('--competencia', values.competencia);
    await onInstallation(values.demo, texts, async ({ db, clock }) => {
      const pedido = { hoje: clock.today(), competencia, clienteId };
      if (values.simular) return report(await simular(db, pedido, imprimirContas), 'Seriam faturados');
      let progress: ReturnType<typeof progressOn> | undefined;
      const progresso = ({ baldes, de, faturas }: Andamento) => {
        progress ??= progressOn(process.stdout, de, 'faturas');
        progress.step(baldes, faturas);
      };
      const resumo = await faturarContratos(db, pedido, { origem: 'comando', operacao: 'faturar' }, { progresso });
      progress?.end();
      report(resumo, 'Faturados');
    });
  },
};

// What was billed before stays billed: after the mending the same command goes on from there.
const texts: Sentences = {
  'convenio.numeros_esgotados': ({ id, descricao }) =>
    `O convênio ${id} (${descricao}) não tem mais números de boleto. Crie outro e use-o («balcao convenio»), e fature de novo.`,
  'convenio.nao_cabe': ({ convenioId, valor }) =>
    `O convênio ${convenioId} tem um dado que não cabe no boleto do banco: «${valor}». Veja «balcao convenio listar».`,
  'boleto.valor_grande': ({ clienteId, valor }) =>
    `Uma fatura do cliente ${clienteId} seria de ${formatReais(valor as Centavos)}: não cabe num boleto. Veja o que se cobra dele: balcao faturar --simular --cliente ${clienteId}.`,
};

const SHOWN = 20;

function report({ contratos, faturas, valor, semForma, naoComecados }: Resumo, verb: string): void {
  const number = (n: number) => n.toLocaleString('pt-BR');
  print(`${verb} ${number(contratos)} contratos em ${number(faturas)} faturas: ${formatReais(valor)}.`);
  if (naoComecados > 0) {
    print(`Ficaram de fora ${number(naoComecados)} contratos cujo período deste mês ainda não começou.`);
  }
  if (semForma.length > 0) {
    const more = semForma.length > SHOWN ? ` e mais ${number(semForma.length - SHOWN)}` : '';
    print(`Sem forma de cobrança, não faturados: contratos ${semForma.slice(0, SHOWN).join(', ')}${more}.`);
  }
}
