import { atualizarTodos, criarPapel } from '#modules/radius/index.ts';
import { inTransaction } from '#platform/transaction.ts';
import { actionOf, noMore, onInstallation, readArgs, required } from '../arguments.ts';
import { print, UsageError } from '../command.ts';

const options = { nome: { type: 'string' }, demo: { type: 'boolean' } } as const;
const INSUFFICIENT_PRIVILEGE = '42501';

/** `balcao rede freeradius usuario | atualizar`. */
export async function freeradius([action, ...args]: string[]): Promise<void> {
  await actionOf('rede freeradius', { usuario, atualizar }, action)(args);
}

async function usuario(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  const nome = required('--nome', values.nome);
  if (!/^[a-z][a-z0-9_]{2,62}$/.test(nome)) throw new UsageError('--nome deve ter letras minúsculas, dígitos e _.');
  await onInstallation(values.demo, {}, async ({ db, url }) => {
    const { senha, banco } = await criarPapel(db, nome).catch((error: Error & { code?: string }) => {
      if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
      throw new UsageError(
        `O usuário do Balcão não pode criar usuários neste PostgreSQL. Crie «${nome}» no painel do servidor e depois, ` +
          `ligado à base como o usuário do Balcão: select radius.conceder('${nome}');`,
      );
    });
    const { searchParams, hostname, port } = new URL(url);
    const host = searchParams.get('host') ?? hostname;
    print('Para /etc/default/freeradius (a senha não será mostrada de novo):');
    print(`BALCAO_RADIUS_BANCO="host=${host} port=${port || '5432'} dbname=${banco} user=${nome}"`);
    // By itself: FreeRADIUS writes the connection string into its log.
    print(`PGPASSWORD="${senha}"`);
  });
}

async function atualizar(args: string[]): Promise<void> {
  const { values, positionals } = readArgs(args, options);
  noMore(positionals);
  await onInstallation(values.demo, {}, async ({ db }) => {
    const contratos = await inTransaction(
      db,
      { origem: 'comando', operacao: 'rede.freeradius.atualizar' },
      atualizarTodos,
    );
    print(`${contratos.toLocaleString('pt-BR')} contratos na fila; o servidor (balcao servir) os atualiza.`);
  });
}
