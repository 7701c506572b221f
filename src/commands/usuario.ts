import {
  ativarUsuario,
  criarUsuario,
  definirPerfil,
  perfis,
  trocarSenhaDoUsuario,
  usuarios,
} from '#modules/acesso/index.ts';
import {
  type Actions,
  listOf,
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
  login: { type: 'string' },
  nome: { type: 'string' },
  perfil: { type: 'string' },
  permissoes: { type: 'string' },
  vendedor: { type: 'boolean' },
} as const;

type Options = ValuesOf<typeof options>;
const writing = writingAs('usuario');

export const usuario: Command = {
  name: 'usuario',
  about: 'Cria e lista os usuários internos e seus perfis, troca senhas, desativa',
  usage: [
    'perfil --nome P [--permissoes A,B]     (cria o perfil ou troca as permissões; A: APROVAR_REPROVAR_PROSPECTO)',
    'perfis',
    'criar --login L --nome N --perfil P [--vendedor] [--permissoes A,B]',
    'listar',
    'senha LOGIN              (sorteia outra e a mostra uma vez)',
    'ativar LOGIN | desativar LOGIN',
    '… --demo                 (na base da demonstração)',
  ],
  run: (args) => runAction('usuario', args, { options, texts, actions }),
};

const texts: Sentences = {
  'usuario.login_em_uso': ({ login }) => `Já existe um usuário «${login}».`,
  'usuario.nao_encontrado': ({ login }) => `Não existe o usuário «${login}».`,
  'perfil.desconhecido': ({ nome }) => `Não existe o perfil «${nome}». Crie-o: balcao usuario perfil --nome "${nome}".`,
};

const actions: Actions<Options> = {
  perfil: (values, rest) => {
    noMore(rest);
    const nome = required('--nome', values.nome);
    const permissoes = listOf(values.permissoes);
    return async ({ db }) => {
      await writing(db, 'perfil', (tx) => definirPerfil(tx, nome, permissoes));
      print(`Perfil «${nome}» com as permissões: ${permissoes.join(', ') || 'nenhuma'}.`);
    };
  },
  perfis: (_values, rest) => {
    noMore(rest);
    return async ({ db }) => {
      const rows = (await perfis(db)).map(({ id, nome, permissoes }) => [String(id), nome, permissoes.join(',')]);
      printTable(['ID', 'NOME', 'PERMISSÕES'], rows);
    };
  },
  criar: (values, rest) => {
    noMore(rest);
    const novo = {
      login: required('--login', values.login),
      nome: required('--nome', values.nome),
      perfil: required('--perfil', values.perfil),
      vendedor: values.vendedor ?? false,
      permissoes: listOf(values.permissoes),
    };
    return async ({ db }) => {
      const { id, senha } = await writing(db, 'criar', (tx) => criarUsuario(tx, novo));
      print(`Usuário ${id} criado: login ${novo.login}, senha ${senha}`);
      print('Guarde a senha: não será mostrada de novo.');
    };
  },
  listar: (_values, rest) => {
    noMore(rest);
    return async ({ db }) => {
      printTable(
        ['ID', 'LOGIN', 'NOME', 'PERFIL', 'VENDEDOR', 'PERMISSÕES', 'ATIVO'],
        (await usuarios(db)).map((row) => [
          String(row.id),
          row.login,
          row.nome,
          row.perfil,
          row.vendedor ? 'sim' : 'não',
          row.permissoes.join(','),
          row.ativo ? 'sim' : 'não',
        ]),
      );
    };
  },
  senha: (_values, rest) => {
    const login = loginOf(rest);
    return async ({ db }) => {
      const senha = await writing(db, 'senha', (tx) => trocarSenhaDoUsuario(tx, login));
      print(`Nova senha de ${login}: ${senha}`);
      print('Guarde a senha: não será mostrada de novo.');
    };
  },
  ativar: (_values, rest) => activation(loginOf(rest), true),
  desativar: (_values, rest) => activation(loginOf(rest), false),
};

function activation(login: string, ativo: boolean): Work {
  return async ({ db }) => {
    await writing(db, ativo ? 'ativar' : 'desativar', (tx) => ativarUsuario(tx, login, ativo));
    print(`Usuário ${login} ${ativo ? 'ativado' : 'desativado'}.`);
  };
}

function loginOf([login, ...rest]: string[]): string {
  noMore(rest);
  return required('o login do usuário', login);
}
