-- Drives the server from Neovim's own LSP client (0.7 and newer): findings appear, a fix is offered, the fix is applied.
local ok, problem = pcall(function()
  vim.cmd('edit ' .. vim.env.BULKHEAD_FILE)
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({
    name = 'bulkhead',
    cmd = { vim.env.BULKHEAD_NODE, vim.env.BULKHEAD_CLI, 'lsp', '--stdio' },
    root_dir = vim.fn.fnamemodify(vim.env.BULKHEAD_FILE, ':h'),
  })
  assert(id, 'the client did not start')
  vim.lsp.buf_attach_client(buffer, id)

  local function found()
    return vim.tbl_filter(function(one) return one.code == 'host-network' end, vim.diagnostic.get(buffer))
  end
  assert(vim.wait(15000, function() return #found() == 1 end, 20), 'no finding')
  local finding = found()[1]
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })

  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = {}, only = { 'quickfix' } }
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', params, 10000)
  local action = answers[id].result[1]
  assert(action and action.edit, 'no fix with an edit')
  vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(id).offset_encoding)
  assert(vim.wait(15000, function() return #found() == 0 end, 20), 'the finding stays')
  vim.cmd('write')
  vim.lsp.stop_client(id)
end)
if not ok then
  io.stderr:write(tostring(problem) .. '\n')
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
