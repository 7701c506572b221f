import type { ErrorTexts } from '../../core/operation.ts';
import { error } from './error.ts';

/** What the dialect says of access, fields, customers, addresses and files. */
export const geral: ErrorTexts = {
  'integrador.ausente': error(401, 'Informe usuário e senha do integrador (HTTP Basic).'),
  'integrador.credencial': error(401, 'Usuário ou senha do integrador inválidos.'),
  'integrador.escopo': error(403, 'Este integrador não tem acesso a esta operação.'),
  'integrador.limite': ({ limite }) => error(429, `Limite de ${limite} requisições por minuto excedido.`),
  'token.ausente': error(401, 'Informe o cabeçalho Token, obtido em /ws/auth/token/gerar.'),
  'token.invalido': error(401, 'Token inválido ou revogado. Gere outro em /ws/auth/token/gerar.'),
  'token.expirado': error(401, 'Token expirado. Gere outro em /ws/auth/token/gerar.'),
  'token.alheio': error(401, 'O Token informado não é deste integrador.'),
  'token.renovacoes_esgotadas': error(
    409,
    'O Token já foi renovado o número máximo de vezes. Gere outro em /ws/auth/token/gerar.',
  ),
  'assinante.credencial': error(401, 'Nao foi possivel encontrar um cliente com esses dados de acesso'),
  'acesso.espere': ({ seconds }) =>
    error(429, `Muitas tentativas sem sucesso. Tente novamente em ${seconds} segundos.`),
  'requisicao.ilegivel': error(
    400,
    'A requisição tem um texto com caractere NUL ou Unicode incompleto, ou está aninhada demais.',
  ),
  'idempotencia.chave': error(400, 'O cabeçalho Idempotency-Key deve ter de 1 a 200 caracteres.'),
  'idempotencia.outra_requisicao': error(422, 'O Idempotency-Key informado já foi usado com outra requisição.'),
  'campo.invalido': ({ campo }) => error(400, `O campo ${campo} é inválido.`),
  'campo.obrigatorio': ({ campo }) => error(400, `O campo ${campo} é obrigatório.`),
  'campo.data': ({ campo, formato }) => error(400, `O campo ${campo} deve ser uma data no formato ${formato}.`),
  'campo.periodo': error(400, 'O fim do período informado é anterior ao início.'),
  'campo.telefone': ({ campo }) => error(400, `O campo ${campo} deve ter só números, 10 ou 11 dígitos com o DDD.`),
  'campo.email': ({ campo }) => error(400, `O campo ${campo} não é um e-mail válido.`),
  'campo.cpf': ({ campo }) => error(400, `O campo ${campo} não é um CPF válido.`),
  'campo.cnpj': ({ campo }) => error(400, `O campo ${campo} não é um CNPJ válido.`),
  'campo.cep': ({ campo }) => error(400, `O campo ${campo} deve ser um CEP de 8 dígitos.`),
  'campo.digitos': ({ campo, max }) => error(400, `O campo ${campo} deve ter só números, no máximo ${max} dígitos.`),
  'campo.dv': ({ campo }) => error(400, `O campo ${campo} deve ter um ou dois dígitos, números ou X.`),
  'cep.nao_encontrado': ({ cep }) => error(404, `Nenhum endereço cadastrado tem o CEP ${cep}.`),
  'uf.nao_encontrada': error(404, 'Não existe um estado com a sigla informada.'),
  'cidade.nao_encontrada': error(404, 'Cidade não encontrada.'),
  'bairro.nao_encontrado': error(404, 'Bairro não encontrado.'),
  'endereco.nao_encontrado': error(404, 'Endereço não encontrado.'),
  'cliente.desconhecido': ({ campo = 'idCliente' }) =>
    error(400, `O ${campo} informado não pertence a nenhum cliente cadastrado no sistema.`),
  'campo.valor': ({ campo }) => error(400, `O campo ${campo} deve ser um valor em reais com até dois decimais.`),
  'arquivo.demais': ({ limite }) => error(400, `A quantidade de arquivos excede o número máximo de ${limite}.`),
  'arquivo.grande': ({ nome }) => error(400, `O tamanho da imagem ${nome} excede o limite de 5MB.`),
  'arquivo.base64': ({ nome }) => error(400, `O conteúdo do arquivo ${nome} não está em base64.`),
  'arquivo.vazio': ({ nome }) => error(400, `O arquivo ${nome} está vazio.`),
  'arquivo.nome': ({ nome }) => error(400, `O nome de arquivo ${nome} é inválido.`),
  'arquivo.tipo': ({ nome, declarado }) =>
    error(400, `O tipo ${declarado} do arquivo ${nome} não é aceito. Envie imagem, PDF, DOCX ou texto UTF-8.`),
  'arquivo.tipo_diferente': ({ nome, declarado }) =>
    error(400, `O conteúdo do arquivo ${nome} não é do tipo informado, ${declarado}.`),
  'arquivo.armazem': error(503, 'O armazém de arquivos não respondeu. Tente novamente em instantes.'),
  'logradouro.desconhecido': error(400, 'O idEndereco informado não pertence a nenhum endereço cadastrado no sistema.'),
  'cliente.nao_encontrado': error(404, 'Cliente não encontrado.'),
  'senha.fraca': ({ minimo }) => error(400, `A nova senha deve ter ao menos ${minimo} caracteres.`),
  'usuario.desconhecido': error(400, 'O idUsuario informado não pertence a nenhum usuário ativo no sistema.'),
  'usuario.nao_encontrado': error(404, 'Usuário não encontrado.'),
};
