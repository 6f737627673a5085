import { record, xmlHead } from '../interface/xml-text.js';
import type { ArchivedFile, ArchivedItem } from './archive-manifest.js';

/** What is said of one paper as XML, to be read by an archive's own system. */
export function metadataText(item: ArchivedItem, file: ArchivedFile): string {
  return [
    xmlHead('utf-8'),
    '<档案元数据>\n',
    record('件', [
      ['件号', item.no],
      ['题名', item.title],
      ['责任者', item.responsible],
      ['日期', item.date],
      ['类别', item.category],
      ['保管期限', item.retention],
      ['保管至', item.keptUntil],
      ['文件', file.path],
      ['字节数', file.size],
      ['摘要算法', 'SHA-256'],
      ['摘要值', file.sha256],
    ]),
    '</档案元数据>\n',
  ].join('');
}
