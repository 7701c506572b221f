/** What stands above the operations. */
export const introduction = `Um cadastro de clientes atrás de três portas. Os caminhos, nomes, tipos e textos são os dos documentos,
à letra; cada operação mostra o título e a página do seu documento, as regras e as leituras feitas onde ele é omisso.

- **WebService Cliente** (\`/ws\`): JSON. HTTP Basic em toda operação; o cabeçalho \`Token\` onde é pedido, obtido em
  \`GET /ws/auth/token/gerar\`. Recusas são \`{"error": "…"}\`.
- **GSAN** (\`/gsan\`): parâmetros na query ou JSON no corpo; a chave do integrador em \`key\`.
- **Tiny API 2.0** (\`/api2\`): query, formulário ou multipart; \`formato\` json ou xml; o token em \`token\`. Erros de
  negócio vêm com HTTP 200.

Números podem vir como texto e vice-versa, um campo opcional vazio vale como ausente, e campos desconhecidos são
ignorados. Toda escrita aceita o cabeçalho \`Idempotency-Key\`: repetida com a mesma chave, devolve a primeira resposta
e não muda nada.`;

/** The sections by the first word of an operation's id, in the order of the documents. */
export const tags: readonly { name: string; description?: string }[] = [
  { name: 'Autenticação' },
  { name: 'Contratos' },
  { name: 'Vendas' },
  { name: 'Endereços' },
  { name: 'Prospectos' },
  { name: 'Clientes' },
  { name: 'Área do cliente' },
  { name: 'OmniChannel' },
  { name: 'Atendimentos' },
  { name: 'Infobip' },
  { name: 'Configurações' },
  { name: 'Financeiro' },
  { name: 'Redes' },
  { name: 'Telefonia' },
  { name: 'SVA' },
  { name: 'GSAN', description: 'Companhia de saneamento' },
  { name: 'Tiny', description: 'Contatos do ERP' },
  { name: 'Outras' },
];

const tagOf: Readonly<Record<string, string>> = {
  autenticacao: 'Autenticação',
  contratos: 'Contratos',
  comercial: 'Vendas',
  enderecos: 'Endereços',
  prospectos: 'Prospectos',
  clientes: 'Clientes',
  area_cliente: 'Área do cliente',
  omnichannel: 'OmniChannel',
  atendimentos: 'Atendimentos',
  infobip: 'Infobip',
  configuracoes: 'Configurações',
  financeiro: 'Financeiro',
  redes: 'Redes',
  telefonia: 'Telefonia',
  sva: 'SVA',
  gsan: 'GSAN',
  tiny: 'Tiny',
};

/** The section of an operation by its id. */
export const sectionOf = (id: string): string => tagOf[id.slice(0, id.indexOf('.'))] ?? 'Outras';
