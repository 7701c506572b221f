import { lerComandos } from '#modules/radius/index.ts';
import { integerOf, noMore, onInstallation, printTable, readArgs } from '../arguments.ts';

const options = { contrato: { type: 'string' }, limite: { type: 'string' }, demo: { type: 'boolean' } } as const;

/** `balcao rede comandos`: what was sent to NASes, the newest first. */
export async function comandos(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  const filtro = {
    contratoId: values.contrato === undefined ? undefined : integerOf('--contrato', values.contrato, 1),
    limite: integerOf('--limite', values.limite ?? '50', 1, 100_000),
  };
  await onInstallation(values.demo, {}, async ({ db }) => {
    const rows = await lerComandos(db, filtro);
    printTable(
      ['QUANDO', 'CONTRATO', 'TIPO', 'NAS', 'LOGIN', 'GRUPO', 'SITUAÇÃO', 'VEZES', 'RESPOSTA'],
      rows.map((c) => [
        c.criado_em.toISOString(),
        String(c.contrato_id),
        c.tipo,
        c.nasipaddress,
        c.username ?? '',
        c.grupo ?? '(nenhum)',
        c.situacao,
        String(c.tentativas),
        c.erro ?? '',
      ]),
    );
  });
}
