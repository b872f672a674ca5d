import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinXml, sliceXml } from '../../../addin/host/xml-slices.ts'

const children = fc.array(
  fc.constantFrom(
    '<w:p/>',
    '<w:p><w:r><w:t>a &lt; b</w:t></w:r></w:p>',
    '<w:p w:name="a > b" w:other=\'"/>\'><w:p/></w:p>',
    '<!-- <w:p> --><w:tbl ></w:tbl >',
    '\n  <w:p><![CDATA[</w:p><w:p>]]></w:p>',
    '<?word <w:p> ?><w:sdt><w:body><w:p/></w:body></w:sdt>',
  ),
)

it('a part is cut at the children of its body, and joined again it is the same', () => {
  fc.assert(
    fc.property(children, (written) => {
      const head = '<?xml version="1.0"?>\n<w:document xmlns:w="w"><w:background/><w:body>'
      const tail = '\n</w:body></w:document>'
      const xml = head + written.join('') + tail
      const sliced = sliceXml(xml, 'body')
      expect(sliced).toEqual({ head, children: written, tail })
      expect(joinXml(sliced)).toBe(xml)
    }),
  )
})

it('an empty container is opened, so that children can be put into it', () => {
  expect(sliceXml('<w:comments xmlns:w="w" />')).toEqual({
    head: '<w:comments xmlns:w="w" >',
    children: [],
    tail: '</w:comments>',
  })
})

it.each(['<!DOCTYPE a [<!ENTITY b "c">]><a/>', '<a><b x="', '<a><!-- ', 'no tag'])(
  'what is no part of a package is not cut: %s',
  (xml) => {
    expect(() => sliceXml(xml)).toThrow('a part of the file')
  },
)
