import { type Conferencia, conferir, lerAnomalias } from '#modules/radius/index.ts';
import { integerOf, noMore, onInstallation, printTable, readArgs } from '../arguments.ts';
import { print } from '../command.ts';

const options = { limite: { type: 'string' }, demo: { type: 'boolean' } } as const;

/** `balcao rede conferir`: what packets said that cannot be right, and what does not add up. */
export async function conferencia(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  const limite = integerOf('--limite', values.limite ?? '50', 1, 100_000);
  await onInstallation(values.demo, {}, async ({ db }) => {
    report(await conferir(db));
    const anomalias = await lerAnomalias(db, limite);
    if (anomalias.length === 0) return print('\nNada de estranho foi anotado.');
    print('\nAnotado dos pacotes e dos contratos:');
    printTable(
      ['O QUÊ', 'DE QUEM', 'VEZES', 'ÚLTIMA', 'DETALHE'],
      anomalias.map((a) => [a.tipo, a.chave, String(a.vezes), a.ultima.toISOString(), JSON.stringify(a.detalhe)]),
    );
  });
}

function report({ abertas, caladas, semContrato, fimAntesDoInicio, diferencas, semParticao }: Conferencia): void {
  print(`Sessões abertas: ${abertas}, das quais caladas além do permitido: ${caladas}.`);
  print(`Sessões que terminam antes de começar: ${fimAntesDoInicio}.`);
  print(`Sessões de meses sem partição: ${semParticao}.`);
  print(`Sessões e dias somam os mesmos bytes${diferencas.length === 0 ? ': sim.' : ', exceto:'}`);
  for (const d of diferencas) print(`  contrato ${d.contrato_id}: sessões ${d.sessoes}, dias ${d.dias}`);
  if (semContrato.length === 0) return;
  print('Sessões de logins que não são de contrato nenhum (fora dos totais):');
  for (const s of semContrato) print(`  ${s.username ?? '(sem login)'}: ${s.sessoes} sessões, ${s.bytes} bytes`);
}
