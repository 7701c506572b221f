import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { catalogue } from '#apis/core/catalogue.ts';
import { testApp } from '../support/app.ts';

interface OperationObject {
  operationId: string;
  summary: string;
  description: string;
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: Record<string, { examples?: Record<string, { value: unknown }> }> }>;
}
interface OpenApi {
  paths: Record<string, Record<string, OperationObject>>;
}

const { app } = await testApp();
const response = await app.inject('/docs/openapi.json');
const document = response.json<OpenApi>();
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

test('the document is valid OpenAPI 3.1', async () => {
  assert.match(String(response.headers['content-type']), /^application\/json/);
  const { valid, errors } = await new Validator().validate(response.json());
  assert.ok(valid, JSON.stringify(errors));
});

test('it has every route that serves an operation, under its full path, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const registered = app.operationRoutes.map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
  assert.deepEqual(described.sort(), registered.sort());
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
});

test('every parameter of a path is described', () => {
  for (const [path, item] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters } of Object.values(item)) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      assert.deepEqual(inPath.map(({ name }) => name).sort(), names.sort());
      assert.ok(inPath.every(({ required }) => required));
    }
  }
});

test('a documented operation has its title, its page and every documented answer as an example', () => {
  for (const { operation, method } of app.operationRoutes) {
    const [id] = operation.ids;
    const described = operations.find(({ operationId }) => operationId === id);
    assert.ok(described, id);
    for (const entry of operation.ids.flatMap((known) => catalogue().get(known) ?? [])) {
      if (method !== entry.method) continue;
      assert.ok(described.summary.includes(entry.title), id);
      assert.ok(described.description.includes(`p. ${entry.page}`), id);
      for (const { status, contentType, body } of entry.responses) {
        if (body === null) continue;
        const examples = described.responses[status]?.content?.[contentType]?.examples ?? {};
        assert.ok(
          Object.values(examples).some(({ value }) => JSON.stringify(value) === JSON.stringify(body)),
          `${id} ${status}`,
        );
      }
    }
  }
});

test('an operation of ours says so', () => {
  for (const { operation } of app.operationRoutes) {
    if (!operation.ours) continue;
    const described = operations.find(({ operationId }) => operationId === operation.ids[0]);
    assert.match(described?.description ?? '', /própria do Balcão/);
  }
});

test('the page names no other host, and its policy lets the browser reach none', async () => {
  const page = await app.inject('/docs');
  assert.equal(page.statusCode, 200);
  assert.doesNotMatch(page.body, /https?:\/\//);
  assert.match(String(page.headers['content-security-policy']), /^default-src 'self'/);
  const sources = [...page.body.matchAll(/src="([^"]+)"/g)].map(([, source]) => source as string);
  assert.equal(sources.length, 1);
  for (const source of sources) {
    const script = await app.inject(source);
    assert.equal(script.statusCode, 200);
    assert.match(String(script.headers['content-type']), /javascript/);
  }
});
