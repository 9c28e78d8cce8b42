;;; eglot.el --- Drives the server from Emacs  -*- lexical-binding: t; -*-
;; Findings appear through flymake, a fix is offered, the fix is applied.
(require 'eglot)
(require 'flymake)

(defun bulkhead-wait (seconds test what)
  "Let Emacs work until TEST is true; fail with WHAT after SECONDS."
  (let ((until (+ (float-time) seconds)))
    (while (and (not (funcall test)) (< (float-time) until))
      (accept-process-output nil 0.02))
    (unless (funcall test) (error "%s" what))))

(defun bulkhead-found ()
  "The findings about the host's network in this buffer."
  (seq-filter (lambda (one) (string-match-p "network" (flymake-diagnostic-text one)))
              (flymake-diagnostics)))

(define-derived-mode bulkhead-yaml-mode text-mode "YAML")
(add-to-list 'eglot-server-programs
             `(bulkhead-yaml-mode . (,(getenv "BULKHEAD_NODE") ,(getenv "BULKHEAD_CLI") "lsp" "--stdio")))
(setq eglot-sync-connect 15
      eglot-autoshutdown nil
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil)

(condition-case problem
    (progn
      (find-file (getenv "BULKHEAD_FILE"))
      (bulkhead-yaml-mode)
      (apply #'eglot (eglot--guess-contact))
      (bulkhead-wait 15 #'eglot-current-server "the server did not start")
      (flymake-mode 1)
      (flymake-start)
      (bulkhead-wait 15 #'bulkhead-found "no finding")
      (let* ((finding (car (bulkhead-found)))
             (action (seq-find (lambda (one) (plist-get one :edit))
                               (eglot-code-actions (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding)
                                                   "quickfix"))))
        (unless action (error "no fix with an edit"))
        (eglot--apply-workspace-edit (plist-get action :edit)))
      ;; Emacs tells of changes when it is idle, which it never is in batch mode.
      (eglot--signal-textDocument/didChange)
      (bulkhead-wait 15 (lambda () (flymake-start) (not (bulkhead-found))) "the finding stays")
      (save-buffer)
      (kill-emacs 0))
  (error
   (message "%S" problem)
   (kill-emacs 1)))
;;; eglot.el ends here
