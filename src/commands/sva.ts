import {
  ativarUsuarioDoPlayHub,
  contratarSva,
  criarUsuarioDoPlayHub,
  encerrarSva,
  recursosSva,
  trocarSenhaDoPlayHub,
  usuariosDePlataformas,
} from '#modules/sva/index.ts';
import type { Tx } from '#platform/db.ts';
import {
  type Actions,
  integerOf,
  noMore,
  printTable,
  required,
  runAction,
  type Sentences,
  type ValuesOf,
  type Work,
  writingAs,
} from './arguments.ts';
import { type Command, print } from './command.ts';

const options = {
  contrato: { type: 'string' },
  produto: { type: 'string' },
  autorizacao: { type: 'string' },
} as const;

type Options = ValuesOf<typeof options>;
const writing = writingAs('sva');

export const sva: Command = {
  name: 'sva',
  about: 'Serviços de valor adicionado: produtos, quem os contratou, usuários do PlayHub',
  usage: [
    'produtos                 (cadastrados por balcao catalogo, seção sva_produtos)',
    'contratar --contrato N --produto N --autorizacao "como o assinante autorizou"',
    'encerrar --contrato N --produto N',
    'usuarios',
    'usuario LOGIN            (cria um usuário do PlayHub e mostra a senha uma vez)',
    'senha LOGIN | ativar LOGIN | desativar LOGIN',
    '… --demo                 (na base da demonstração)',
  ],
  run: (args) => runAction('sva', args, { options, texts, actions }),
};

const texts: Sentences = {
  'contrato.nao_encontrado': ({ contratoId }) => `Não existe o contrato ${contratoId}.`,
  'contrato.cancelado': ({ contratoId }) => `O contrato ${contratoId} está cancelado.`,
  'sva.produto_desconhecido': ({ produtoId }) => `Não existe o produto ${produtoId}, ou não está ativo.`,
  'sva.ja_contratado': ({ contratoId, produtoId }) => `O contrato ${contratoId} já tem o produto ${produtoId}.`,
  'sva.nao_contratado': ({ contratoId, produtoId }) =>
    `O contrato ${contratoId} não contratou o produto ${produtoId} à parte.`,
  'sva.login_em_uso': ({ login }) => `Já existe um usuário «${login}» do PlayHub.`,
  'sva.usuario_desconhecido': ({ login }) => `Não existe o usuário «${login}» do PlayHub.`,
};

const actions: Actions<Options> = {
  produtos: (_values, rest) => {
    noMore(rest);
    return async ({ db }) => {
      const rows = (await recursosSva(db)).map(({ id, descricao, ativo, plataforma, recurso, pais, acao }) => [
        String(id),
        descricao,
        ativo ? 'sim' : 'não',
        plataforma ?? '',
        [recurso, pais, acao].filter(Boolean).join(' '),
      ]);
      printTable(['ID', 'PRODUTO', 'ATIVO', 'PLATAFORMA', 'RECURSO'], rows);
    };
  },
  contratar: (values, rest) => {
    noMore(rest);
    const escolha = { ...escolhaDe(values), autorizacao: required('--autorizacao', values.autorizacao).slice(0, 200) };
    return async ({ db }) => {
      await writing(db, 'contratar', (tx) => contratarSva(tx, escolha));
      print(`O contrato ${escolha.contratoId} tem o produto ${escolha.produtoId}.`);
    };
  },
  encerrar: (values, rest) => {
    noMore(rest);
    const { contratoId, produtoId } = escolhaDe(values);
    return async ({ db }) => {
      await writing(db, 'encerrar', (tx) => encerrarSva(tx, contratoId, produtoId));
      print(`O contrato ${contratoId} não tem mais o produto ${produtoId}.`);
    };
  },
  usuarios: (_values, rest) => {
    noMore(rest);
    return async ({ db }) => {
      const rows = await usuariosDePlataformas(db);
      printTable(
        ['ID', 'PLATAFORMA', 'LOGIN', 'ATIVO'],
        rows.map(({ id, plataforma, login, ativo }) => [String(id), plataforma, login, ativo ? 'sim' : 'não']),
      );
    };
  },
  usuario: (_values, rest) => newPassword('usuario', rest, criarUsuarioDoPlayHub),
  senha: (_values, rest) => newPassword('senha', rest, trocarSenhaDoPlayHub),
  ativar: (_values, rest) => activation(loginOf(rest), true),
  desativar: (_values, rest) => activation(loginOf(rest), false),
};

function newPassword(action: string, rest: string[], give: (tx: Tx, login: string) => Promise<string>): Work {
  const login = loginOf(rest);
  return async ({ db }) => {
    const senha = await writing(db, action, (tx) => give(tx, login));
    print(`Usuário ${login} do PlayHub, senha ${senha}`);
    print('Guarde a senha: não será mostrada de novo.');
  };
}

function activation(login: string, ativo: boolean): Work {
  return async ({ db }) => {
    await writing(db, ativo ? 'ativar' : 'desativar', (tx) => ativarUsuarioDoPlayHub(tx, login, ativo));
    print(`Usuário ${login} do PlayHub ${ativo ? 'ativado' : 'desativado'}.`);
  };
}

const escolhaDe = ({ contrato, produto }: Options) => ({
  contratoId: integerOf('--contrato', required('--contrato', contrato), 1),
  produtoId: integerOf('--produto', required('--produto', produto), 1),
});

function loginOf([login, ...rest]: string[]): string {
  noMore(rest);
  return required('o login do usuário', login);
}
