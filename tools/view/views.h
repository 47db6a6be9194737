/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The views: each shows one thing of a snapshot, as the user asked for it.
 */
#ifndef IPCDIAG_VIEW_VIEWS_H
#define IPCDIAG_VIEW_VIEWS_H

#include "records/records.h"
#include "view/request.h"

enum exit_code view_report(const struct request *req,
			   const struct snapshot *snap);
enum exit_code view_list(const struct request *req,
			 const struct snapshot *snap);
enum exit_code view_show(const struct request *req,
			 const struct snapshot *snap);
enum exit_code view_who(const struct request *req, const struct snapshot *snap);
enum exit_code view_limits(const struct request *req,
			   const struct snapshot *snap);
enum exit_code view_deaths(const struct request *req,
			   const struct snapshot *snap);
enum exit_code view_namespaces(const struct request *req,
			       const struct snapshot *snap);
enum exit_code namespaces_are_there(const struct request *req,
				    const struct snapshot *snap);
enum exit_code view_diff(const struct request *req,
			 const struct snapshot *snap);
enum exit_code view_snapshot(const struct request *req,
			     const struct snapshot *snap);
enum exit_code view_restore(const struct request *req,
			    const struct snapshot *snap);
enum exit_code view_clean(const struct request *req,
			  const struct snapshot *snap);

#endif
