// Prints "passed failed" of a test report (xunit v3's XML, Vitest's or Playwright's JSON), and to stderr what failed.
import { readFileSync } from 'node:fs';

const [, , file] = process.argv;

function count(text) {
  if (file.endsWith('.xml')) {
    let passed = 0;
    let failed = 0;
    for (const [assembly] of text.matchAll(/<assembly [^>]*>/g)) {
      const number = (name) => Number(assembly.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
      passed += number('passed');
      failed += number('failed') + number('errors');
    }
    return [passed, failed];
  }
  const report = JSON.parse(text);
  return 'numPassedTests' in report
    ? [report.numPassedTests, report.numFailedTests + (report.success || report.numFailedTests > 0 ? 0 : 1)]
    : [report.stats.expected + report.stats.flaky, report.stats.unexpected + report.errors.length];
}

let counts = [0, 1];
try {
  counts = count(readFileSync(file, 'utf8'));
} catch (error) {
  console.error(`No report: ${error.message}`);
}
console.log(counts.join(' '));
